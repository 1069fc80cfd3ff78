import type { SyncCopy } from '../../../engine/replica/index.ts'

export const unsentTo = async (
  copy: SyncCopy,
  theirSeqs: Readonly<Record<string, number>>,
): Promise<number> => {
  const mine = [...(await copy.durableVersions())]
  return mine.reduce((sum, [logId, { seq }]) => sum + Math.max(0, seq - (theirSeqs[logId] ?? 0)), 0)
}
