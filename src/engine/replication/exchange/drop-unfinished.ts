import { clockSkewMaxMs } from '../../event/index.ts'
import type { ShareSession } from '../../ports/index.ts'
import { incomingFolder, type UnfinishedNote } from '../../storage/folder/index.ts'
import { presentOrNull } from './exchange-trouble.ts'

const dayMs = 24 * 60 * 60 * 1000

/** How long nobody has added to a transfer before its piece goes. Whoever goes on later begins anew: only time is lost. */
export const unfinishedGraceMs = 30 * dayMs

/** At one look. What a visitor left behind is a handful of pieces, and not thousands. */
const removalsMax = 50

/**
 * Removes pieces of transfers that nobody finishes: those that were as long as they are now when somebody looked a grace
 * ago. A sender who goes on at this very moment is told that the beginning is not there. Gives back what is to be noted.
 */
export const dropUnfinished = async (
  session: ShareSession,
  notes: ReadonlyMap<string, UnfinishedNote>,
  nowMs: number,
): Promise<ReadonlyMap<string, UnfinishedNote>> => {
  const left = new Map<string, UnfinishedNote>()
  const names = presentOrNull(await session.list(incomingFolder)) ?? []
  let removed = 0
  for (const name of names.filter(isPieceName)) {
    const path = `${incomingFolder}/${name}`
    // Asked of the file itself: what a listing shows may be long gone, or written into since.
    const sizeBytes = presentOrNull(await session.sizeBytes(path))
    if (sizeBytes === null) continue
    const note = noteOf(notes.get(name) ?? null, sizeBytes, nowMs)
    if (nowMs - note.sinceMs < unfinishedGraceMs || removed === removalsMax) left.set(name, note)
    else {
      presentOrNull(await session.remove(path))
      removed += 1
    }
  }
  return left
}

/** Pure: since when a piece is as long as it is. A time ahead of this clock is of a clock that is wrong. */
const noteOf = (known: UnfinishedNote | null, sizeBytes: number, nowMs: number): UnfinishedNote =>
  known?.sizeBytes === sizeBytes && known.sinceMs <= nowMs + clockSkewMaxMs
    ? known
    : { sizeBytes, sinceMs: nowMs }

const isPieceName = (name: string): boolean => /^[0-9a-f]{64}\.[0-9a-z-]{1,100}$/.test(name)
