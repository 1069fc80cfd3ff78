import { type Unit, unitOf } from './unit-of.ts'

/** A unit in which stated values are counted, from the largest to the smallest multiple. */
type Multiples = readonly (readonly [size: number, name: string])[]

const durations: Multiples = [
  [31_536_000_000_000, 'y'],
  [86_400_000_000, 'd'],
  [3_600_000_000, 'h'],
  [60_000_000, 'm'],
  [1_000_000, 's'],
  [1_000, 'ms'],
  [1, 'us'],
]
const sizes: Multiples = [
  [1_000_000_000, ' GB'],
  [1_000_000, ' MB'],
  [1_000, ' kB'],
  [1, ' B'],
]
const rates: Multiples = [
  [125_000_000, ' Gbit/s'],
  [125_000, ' Mbit/s'],
  [125, ' kbit/s'],
  [0.125, ' bit/s'],
]

/** How authors write a measured value. */
export interface AuthorsUnit {
  readonly noun: string
  readonly multiples: Multiples
}

const units: Readonly<Record<Unit, AuthorsUnit | null>> = {
  microseconds: { noun: 'duration', multiples: durations },
  bytes: { noun: 'size', multiples: sizes },
  'bytes a second': { noun: 'rate', multiples: rates },
  milliseconds: null,
  seconds: null,
}

/** The spelling of values with that stated name, which ends with a unit. Returns null for plain numbers. */
export const authorsUnit = (statedName: string): AuthorsUnit | null => {
  const unit = unitOf(statedName)
  return unit === null ? null : units[unit]
}

/** The value in the largest multiple that leaves a whole number. */
export const inAuthorsUnit = ({ multiples }: AuthorsUnit, value: number): string => {
  const [size, name] = multiples.find(([each]) => value >= each && value % each === 0) ?? preferred(multiples)
  return `${value / size}${name}`
}

// Zero is a whole number of every multiple.
const preferred = (multiples: Multiples): readonly [number, string] =>
  multiples.find(([, name]) => ['s', ' kB', ' Mbit/s'].includes(name)) ?? [1, '']
