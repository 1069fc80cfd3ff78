import { clockSkewMaxMs } from '../../event/index.ts'
import type { ShareSession } from '../../ports/index.ts'
import { paths, coldVersionsPath } from '../../storage/folder/index.ts'
import { presentOrNull } from './exchange-trouble.ts'

interface ColdPass {
  /** Under which name the heads rest now; null where none do. */
  readonly named: string | null
  readonly nowMs: number
  readonly graceMs: number
}

/**
 * Removes heads at rest that the folder's heads did not go on from at any look within the grace: whoever announces
 * something meanwhile has read the heads shortly before. Gives back what is to be noted: since when nobody names them.
 */
export const dropColdVersions = async (
  session: ShareSession,
  notes: ReadonlyMap<string, number>,
  { named, nowMs, graceMs }: ColdPass,
): Promise<ReadonlyMap<string, number>> => {
  const left = new Map<string, number>()
  const names = presentOrNull(await session.list(paths.coldVersionsFolder)) ?? []
  for (const name of names.filter(isColdName)) {
    if (name === named) continue
    const noted = notes.get(name)
    // A time ahead of this clock is of a clock that is wrong.
    const sinceMs = noted !== undefined && noted <= nowMs + clockSkewMaxMs ? noted : nowMs
    if (nowMs - sinceMs < graceMs) left.set(name, sinceMs)
    else presentOrNull(await session.remove(coldVersionsPath(name)))
  }
  return left
}

const isColdName = (name: string): boolean => /^[0-9a-f]{32}$/.test(name)
