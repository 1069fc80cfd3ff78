import type { Edit } from './planted-bug.ts'

/** The text of an edit does not occur exactly once: the source has moved on. */
export class MisfitError extends Error {
  override readonly name = 'MisfitError'
}

/** Returns the source with all edits made. Throws MisfitError if one of them does not fit exactly once. */
export const applyEdits = (source: string, edits: readonly Edit[]): string => {
  let edited = source
  for (const { find, replace } of edits) {
    const parts = edited.split(find)
    if (parts.length !== 2)
      throw new MisfitError(`fits ${parts.length - 1} times instead of once: ${JSON.stringify(find)}`)
    edited = parts.join(replace)
  }
  return edited
}
