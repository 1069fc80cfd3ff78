import { clockText } from '../../result/format.ts'

export interface TimeAxis {
  readonly startsAtMs: number
  readonly endUs: number
  readonly width: number
}

const minuteUs = 60_000_000
const tickSteps = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440].map((minutes) => minutes * minuteUs)
const tickRoom = 10

export const columnAt = (axis: TimeAxis, atUs: number): number =>
  Math.min(
    Math.max(Math.floor((atUs / Math.max(axis.endUs, 1)) * axis.width), 0),
    Math.max(axis.width - 1, 0),
  )

/** `09:00─────10:00─────11:00──`: clock times where they fall, as many as there is room for. */
export const axisText = (axis: TimeAxis): string => {
  const marks = Array.from({ length: axis.width }, () => '─')
  for (const atUs of tickTimes(axis)) {
    const column = columnAt(axis, atUs)
    const label = clockText(axis.startsAtMs, atUs)
    if (column + label.length <= axis.width) marks.splice(column, label.length, ...label.split(''))
  }
  return marks.join('')
}

const tickTimes = (axis: TimeAxis): readonly number[] => {
  const ticksAtMost = Math.max(1, Math.floor(axis.width / tickRoom))
  const stepUs = tickSteps.find((step) => axis.endUs / step <= ticksAtMost) ?? axis.endUs
  // Ticks sit on round clock times, wherever in the day the world begins.
  const firstUs = (stepUs - ((axis.startsAtMs * 1000) % stepUs)) % stepUs
  const count = Math.max(0, Math.floor((axis.endUs - firstUs) / stepUs) + 1)
  return Array.from({ length: count }, (_, tick) => firstUs + tick * stepUs)
}
