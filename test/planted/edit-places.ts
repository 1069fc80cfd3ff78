import type { Edit } from './planted-bug.ts'

/** Where the replaced texts begin in the edited source, for edits that fit. */
export const editPlaces = (source: string, edits: readonly Edit[]): readonly number[] => {
  let edited = source
  let places: readonly number[] = []
  for (const { find, replace } of edits) {
    const at = edited.indexOf(find)
    edited = edited.replace(find, () => replace)
    const grownBy = replace.length - find.length
    // Indentation may belong to the block around.
    const code = at + Math.max(0, replace.search(/\S/))
    places = [...places.map((place) => (place > at ? place + grownBy : place)), code]
  }
  return places
}

/** A function's ranges as V8 reports them: its own, and the blocks in it that ran more or less often. */
export interface CoveredFunction {
  readonly ranges: readonly {
    readonly startOffset: number
    readonly endOffset: number
    readonly count: number
  }[]
}

/** Whether the innermost range around a place was executed. */
export const isExecuted = (functions: readonly CoveredFunction[], place: number): boolean => {
  const around = functions
    .flatMap(({ ranges }) => ranges)
    .filter(({ startOffset, endOffset }) => startOffset <= place && place < endOffset)
    .toSorted((a, b) => a.endOffset - a.startOffset - (b.endOffset - b.startOffset))
  return (around[0]?.count ?? 0) > 0
}
