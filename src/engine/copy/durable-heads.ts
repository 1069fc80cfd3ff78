import type { Heads } from '../event/heads.ts'
import type { LineId } from '../event/line.ts'
import type { Journal } from '../folder/journal.ts'
import type { CausalLog } from './causal-log.ts'

/** The heads of all that is durably here. Rejects with DiskTrouble while the disk does not allow a flush. */
export const durableHeads = async (journal: Journal, log: CausalLog): Promise<Heads> => {
  // Asked anew each time: while one flush was awaited, somebody may have written.
  while (journal.isWaiting) await journal.settled()
  return log.heads()
}

/** The same; null where none of it is beyond `theirSeq`, which is quicker to find out than what it is. */
export const durableHeadsBeyond = async (
  journal: Journal,
  log: CausalLog,
  theirSeq: (line: LineId) => number,
): Promise<Heads | null> => {
  while (journal.isWaiting) await journal.settled()
  return log.lines().some((line) => log.receivedSeq(line) > theirSeq(line)) ? log.heads() : null
}
