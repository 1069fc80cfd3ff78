import { clockSkewMaxMs } from '../../event/index.ts'
import type { ShareSession } from '../../ports/index.ts'
import { incomingFolder, type UnfinishedNote } from '../../storage/folder/index.ts'
import { presentOrNull } from './exchange-trouble.ts'

const dayMs = 24 * 60 * 60 * 1000

/** A sender that resumes later starts over and loses only time. */
export const unfinishedGraceMs = 30 * dayMs

/** Per pass. Visitors leave behind a handful of pieces, not thousands. */
const removalsMax = 50

/**
 * Removes pieces unchanged for the grace period. A sender that resumes later restarts. Returns the notes to
 * store.
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
    // The size itself, since a listing may be stale.
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

/** Since when a piece has its present size. Ignores times in the future: that clock is wrong. Pure. */
const noteOf = (known: UnfinishedNote | null, sizeBytes: number, nowMs: number): UnfinishedNote =>
  known?.sizeBytes === sizeBytes && known.sinceMs <= nowMs + clockSkewMaxMs
    ? known
    : { sizeBytes, sinceMs: nowMs }

const isPieceName = (name: string): boolean => /^[0-9a-f]{64}\.[0-9a-z-]{1,100}$/.test(name)
