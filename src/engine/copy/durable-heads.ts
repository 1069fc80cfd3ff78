import type { Heads } from '../event/heads.ts'
import type { Journal } from '../folder/journal.ts'
import type { Histories } from './histories.ts'
import type { OwnLine } from './own-line.ts'

export interface ShowingParts {
  readonly journal: Journal
  readonly own: OwnLine
  readonly lines: Histories
}

/** The heads of all that is durably here, and may be shown to others. Rejects with DiskTrouble. */
export const durableHeads = async ({ journal, own, lines }: ShowingParts): Promise<Heads> => {
  // Asked anew each time: while one flush was awaited, somebody may have written.
  while (journal.isWaiting) await journal.settled()
  own.beforeShowing()
  return lines.heads()
}

/** The same; null where `theirs` shows all of it, which is quicker to find out than what it is. */
export const durableHeadsBeyond = async (parts: ShowingParts, theirs: Heads): Promise<Heads | null> => {
  while (parts.journal.isWaiting) await parts.journal.settled()
  return parts.lines.isBeyond(theirs) ? durableHeads(parts) : null
}
