import { stampAheadMaxMs } from '../../event/index.ts'
import type { ShareSession } from '../../ports/index.ts'
import { paths, restingPath } from '../../storage/folder/index.ts'
import { presentOrNull } from './trouble.ts'

interface Look {
  /** Under which name the heads rest now; null where none do. */
  readonly named: string | null
  readonly nowMs: number
  readonly graceMs: number
}

/**
 * Removes heads at rest that the folder's heads did not go on from at any look within the grace: whoever announces
 * something meanwhile has read the heads shortly before. Gives back what is to be noted: since when nobody names them.
 */
export const dropResting = async (
  session: ShareSession,
  notes: ReadonlyMap<string, number>,
  { named, nowMs, graceMs }: Look,
): Promise<ReadonlyMap<string, number>> => {
  const left = new Map<string, number>()
  const names = presentOrNull(await session.list(paths.restingFolder)) ?? []
  for (const name of names.filter(isRestingName)) {
    if (name === named) continue
    const noted = notes.get(name)
    // A time ahead of this clock is of a clock that is wrong.
    const sinceMs = noted !== undefined && noted <= nowMs + stampAheadMaxMs ? noted : nowMs
    if (nowMs - sinceMs < graceMs) left.set(name, sinceMs)
    else presentOrNull(await session.remove(restingPath(name)))
  }
  return left
}

const isRestingName = (name: string): boolean => /^[0-9a-f]{32}$/.test(name)
