/** How people read numbers, times and sizes: one wording for the terminal UI and for every report. */

const microsecondsPerMillisecond = 1000
const minuteMs = 60_000
const minutesPerHour = 60
const minutesPerDay = 24 * minutesPerHour

export const countText = (count: number): string => Math.round(count).toLocaleString('en-US')

export const rateText = (perMinute: number): string =>
  perMinute < 100 ? perMinute.toFixed(1) : countText(perMinute)

export const bytesText = (bytes: number): string => {
  if (bytes < 1000) return `${bytes} B`
  const units = ['kB', 'MB', 'GB', 'TB']
  const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3))
  const scaled = bytes / 1000 ** power
  return `${scaled < 100 ? scaled.toFixed(1) : scaled.toFixed(0)} ${units[power - 1] ?? ''}`
}

export const durationText = (durationMs: number): string => {
  if (durationMs < 1000) return `${Math.round(durationMs)} ms`
  if (durationMs < 59_950) return `${trimZero((durationMs / 1000).toFixed(1))} s`
  const seconds = Math.round(durationMs / 1000)
  if (seconds < 3600) return twoUnits(seconds, 60, 'min', 's')
  return twoUnits(Math.round(seconds / 60), 60, 'h', 'min')
}

/** Hours and minutes of the world's clock, which knows no time zone. */
export const clockText = (startsAtMs: number, virtualUs: number): string => {
  const minutes = Math.floor((startsAtMs + virtualUs / microsecondsPerMillisecond) / minuteMs)
  const minuteOfDay = ((minutes % minutesPerDay) + minutesPerDay) % minutesPerDay
  return `${twoDigits(Math.floor(minuteOfDay / minutesPerHour))}:${twoDigits(minuteOfDay % minutesPerHour)}`
}

/** A share from 0 to 1. Shows 0% only before the start and 100% only at the end. */
export const percentText = (share: number): string => {
  if (share <= 0) return '0 %'
  if (share >= 1) return '100 %'
  return `${Math.min(99, Math.max(1, Math.floor(share * 100)))} %`
}

/** How many times faster than real time a run went, or a dash where it took no measurable time. */
export const speedText = (simulatedSeconds: number, wallSeconds: number): string =>
  wallSeconds > 0 ? `${countText(simulatedSeconds / wallSeconds)}×` : '–'

/** Which time a ratio to real time was taken of: S10 doubles it. */
export const executionsText = (executions: 1 | 2): string => (executions === 1 ? 'run once' : 'run twice')

/** `1 run`, `3 runs`. */
export const countedText = (count: number, noun: string): string =>
  `${countText(count)} ${count === 1 ? noun : `${noun}s`}`

/** Text that someone typed, kept to one line and free of what would steer a terminal. */
export const oneLineText = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ').trim()

const twoDigits = (number: number): string => String(number).padStart(2, '0')

const trimZero = (decimal: string): string => decimal.replace(/\.0$/, '')

const twoUnits = (small: number, smallPerLarge: number, large: string, smallUnit: string): string => {
  const rest = small % smallPerLarge
  const whole = `${Math.floor(small / smallPerLarge)} ${large}`
  return rest === 0 ? whole : `${whole} ${rest} ${smallUnit}`
}
