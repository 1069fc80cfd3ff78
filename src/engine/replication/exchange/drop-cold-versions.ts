import { clockSkewMaxMs } from '../../event/index.ts'
import type { ShareSession } from '../../ports/index.ts'
import { paths, coldVersionsPath } from '../../storage/folder/index.ts'
import { presentOrNull } from './exchange-trouble.ts'

interface ColdPass {
  /** The file in use, or null. */
  readonly named: string | null
  readonly nowMs: number
  readonly graceMs: number
}

/**
 * Removes cold version vectors unused for the grace period. Safe, since announcers read the vector shortly
 * before they write. Returns since when each other file is unused.
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
    // Ignores times in the future: that clock is wrong.
    const sinceMs = noted !== undefined && noted <= nowMs + clockSkewMaxMs ? noted : nowMs
    if (nowMs - sinceMs < graceMs) left.set(name, sinceMs)
    else presentOrNull(await session.remove(coldVersionsPath(name)))
  }
  return left
}

const isColdName = (name: string): boolean => /^[0-9a-f]{32}$/.test(name)
