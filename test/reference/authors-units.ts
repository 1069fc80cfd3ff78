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

/** How authors write an option whose stated name ends with a unit. */
export interface AuthorsUnit {
  readonly noun: string
  readonly multiples: Multiples
}

const units: Readonly<Record<string, AuthorsUnit>> = {
  Us: { noun: 'duration', multiples: durations },
  Bytes: { noun: 'size', multiples: sizes },
  BytesPerSecond: { noun: 'rate', multiples: rates },
}

/** Returns null for a plain number. Throws RangeError if authors have no spelling for the unit. */
export const authorsUnit = (unit: string): AuthorsUnit | null => {
  if (unit === '') return null
  const found = units[unit]
  if (!found) throw new RangeError(`authors have no spelling for values in "${unit}"`)
  return found
}

/** The value in the largest multiple that leaves a whole number. */
export const inAuthorsUnit = ({ multiples }: AuthorsUnit, value: number): string => {
  const [size, name] = multiples.find(([each]) => value >= each && value % each === 0) ?? preferred(multiples)
  return `${value / size}${name}`
}

// Zero is a whole number of every multiple.
const preferred = (multiples: Multiples): readonly [number, string] =>
  multiples.find(([, name]) => ['s', ' kB', ' Mbit/s'].includes(name)) ?? [1, '']
