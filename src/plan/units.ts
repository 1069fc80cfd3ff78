import { ScenarioError } from './scenario-error.ts'

/**
 * A duration with its unit: `'250ms'`, `'20s'`, `'2m'`, `'8h'`, or a value of {@link minutes} and similar functions.
 */
export type Duration = string | { readonly kind: 'duration'; readonly us: number }

/** A size with its unit: `'10 kB'`, `'2 MB'`. */
export type Size = string

/** A rate with its unit: `'100 Mbit/s'`, `'256 kbit/s'`, `'2 MB/s'`. */
export type Rate = string

const durationUnits: Readonly<Record<string, number>> = {
  us: 1,
  ms: 1_000,
  s: 1_000_000,
  m: 60_000_000,
  h: 3_600_000_000,
  d: 86_400_000_000,
  /** For clocks that are wrong by years. A year has 365 days. */
  y: 31_536_000_000_000,
}
const sizeUnits: Readonly<Record<string, number>> = { B: 1, kB: 1_000, MB: 1_000_000, GB: 1_000_000_000 }

export const seconds = (count: number): Duration => ({ kind: 'duration', us: count * 1_000_000 })
export const minutes = (count: number): Duration => ({ kind: 'duration', us: count * 60_000_000 })
export const hours = (count: number): Duration => ({ kind: 'duration', us: count * 3_600_000_000 })

/** Throws ScenarioError if the text is no duration, or is negative. */
export const durationUs = (duration: Duration, option: string): number => {
  const us =
    typeof duration === 'object'
      ? duration.us
      : amount(duration, durationUnits, option, '"20s", "2m" or "8h"')
  if (!Number.isFinite(us) || us < 0) {
    throw new ScenarioError(
      `${option}: a duration cannot be negative, but "${shown(duration)}" was given; write "20s" or "2m"`,
    )
  }
  return Math.round(us)
}

export const sizeBytes = (size: Size, option: string): number => {
  const bytes = amount(size, sizeUnits, option, '"10 kB" or "2 MB"')
  if (bytes <= 0) throw new ScenarioError(`${option}: a size must be above zero, but "${size}" was given`)
  return Math.round(bytes)
}

export const bytesPerSecond = (rate: Rate, option: string): number => {
  const bits = /^\s*(-?[\d.]+)\s*([kMG]?)bit\/s\s*$/.exec(rate)
  const scale = { '': 1, k: 1e3, M: 1e6, G: 1e9 }[bits?.[2] ?? ''] ?? 1
  const value = bits
    ? (Number(bits[1]) * scale) / 8
    : amount(rate.replace(/\/s\s*$/, ''), sizeUnits, option, '"100 Mbit/s" or "2 MB/s"')
  if (!(value > 0)) throw new ScenarioError(`${option}: a rate must be above zero, but "${rate}" was given`)
  return value
}

/** Converts `'8:55'` to minutes after midnight. */
export const minuteOfDay = (clock: string, option: string): number => {
  const match = /^(\d{1,2}):([0-5]\d)$/.exec(clock)
  const minute = Number(match?.[1]) * 60 + Number(match?.[2])
  if (!match || minute >= 1440)
    throw new ScenarioError(`${option}: "${clock}" is no time of day; write "8:55"`)
  return minute
}

const amount = (
  text: string,
  units: Readonly<Record<string, number>>,
  option: string,
  examples: string,
): number => {
  const match = /^\s*(-?\d+(?:\.\d+)?)\s*([A-Za-z]+)\s*$/.exec(text)
  const unit = match?.[2] === undefined ? undefined : units[match[2]]
  if (!match || unit === undefined) {
    throw new ScenarioError(`${option}: "${text}" has no unit that is known here; write ${examples}`)
  }
  return Number(match[1]) * unit
}

const shown = (duration: Duration): string =>
  typeof duration === 'object' ? `${duration.us / 1_000_000}s` : duration
