import type { Authorship } from '../authorship/index.ts'
import type { Heads, Histories } from '../log/index.ts'
import type { Journal } from '../storage/journal/index.ts'
import type { OwnLine } from './own-line.ts'

export interface ShowingParts {
  readonly journal: Journal
  readonly own: OwnLine
  readonly lines: Histories
  readonly authorship: Authorship | null
}

/** The heads of all that is durably here, and may be shown to others. Rejects with DiskTrouble. */
export const durableHeads = async ({ journal, own, lines }: ShowingParts): Promise<Heads> => {
  // Asked anew each time: while one flush was awaited, somebody may have written.
  while (journal.isWaiting) await journal.settled()
  own.beforeShowing()
  return lines.heads()
}

/** The same with what is signed of them; null where `theirs` shows all of it, which is quicker to find out than what it is. */
export const durableHeadsBeyond = async (parts: ShowingParts, theirs: Heads): Promise<Heads | null> => {
  const { journal, lines, authorship } = parts
  while (journal.isWaiting) await journal.settled()
  if (!lines.isBeyond(theirs) && !authorship?.isBeyond(theirs)) return null
  const heads = await durableHeads(parts)
  return authorship ? authorship.withSignatures(heads) : heads
}
