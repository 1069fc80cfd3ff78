/** What a figure is measured against. */
export interface Goal {
  readonly kind: 'at-least' | 'at-most'
  readonly value: number
}

/** One number that a bench found: the median of its samples, and how far they lie apart. */
export interface Figure {
  readonly name: string
  readonly unit: string
  readonly median: number
  readonly lowest: number
  readonly highest: number
  readonly samples: number
  readonly goal: Goal | null
}

/** One bench: what it does, in a sentence, and its figures. */
export interface Bench {
  readonly what: string
  measure(): Promise<readonly Figure[]>
}

/** Throws RangeError where there is nothing to take the median of. */
export const figureOf = (
  name: string,
  unit: string,
  samples: readonly number[],
  goal: Goal | null = null,
): Figure => {
  const sorted = samples.toSorted((a, b) => a - b)
  const [lowest] = sorted
  const highest = sorted.at(-1)
  if (lowest === undefined || highest === undefined)
    throw new RangeError(`Cannot take the median of "${name}": nothing was measured`)
  return { name, unit, median: medianOf(sorted), lowest, highest, samples: sorted.length, goal }
}

/** How many times better than its goal a figure is: below 1, it falls short. Null without a goal. */
export const ratioOf = ({ median, goal }: Figure): number | null => {
  if (goal === null) return null
  return goal.kind === 'at-least' ? median / goal.value : goal.value / median
}

/** Of numbers in order; 0 where there are none. */
export const medianOf = (sorted: readonly number[]): number => {
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2
}
