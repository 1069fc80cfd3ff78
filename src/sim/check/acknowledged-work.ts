import { checks } from '../../plan/definitions/check/index.ts'
import type { Recording, SentReport, WriteRecord } from '../record/index.ts'
import { inEachFile } from './by-file.ts'
import { everyRun, judgeOf } from './judge.ts'
import { judgementOf } from './verdict.ts'

/** A lost folder may take writes with it that no status called sent, but then from every copy. */
export const acknowledgedWorkJudge = judgeOf(checks.acknowledgedWork, {
  applies: everyRun,
  judge: inEachFile((recording) => {
    const { writes, finals } = recording
    const replaced = replacedIds(writes)
    const gone = workGoneWithFolders(recording)
    const findings: string[] = []
    for (const { copy, applied, rescued, registers } of finals) {
      const standing = new Map(registers.map(({ register, siblings: ids }) => [register, ids]))
      for (const write of writes) {
        const { id, register, author } = write
        if (gone.has(write) || rescued?.has(id)) continue
        if (!applied.has(id))
          findings.push(`${copy} never received ${id}, written by ${author} to ${register}`)
        else if (!replaced.get(register)?.has(id) && !standing.get(register)?.includes(id))
          findings.push(`${id}, written by ${author} to ${register}, is gone on ${copy}`)
      }
    }
    if (writes.length === 0 || finals.length === 0) findings.push('there was nothing to look at')
    const lost =
      gone.size === 0 ? '' : `; ${gone.size} went with a folder before anybody was told that they were sent`
    return judgementOf(`${writes.length} acknowledged writes on ${finals.length} copies${lost}`, findings)
  }),
})

/** Writes of a lost folder that no status called sent and that no copy has. */
export const workGoneWithFolders = (recording: Recording): ReadonlySet<WriteRecord> =>
  new Set(recording.writes.filter((write) => isGoneWithFolder(write, recording)))

/** By register, the writes that somebody saw and then overwrote. */
const replacedIds = (writes: readonly WriteRecord[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const replaced = new Map<string, Set<string>>()
  for (const { register, observed } of writes) {
    const ids = replaced.get(register) ?? new Set<string>()
    replaced.set(register, ids)
    for (const id of observed) ids.add(id)
  }
  return replaced
}

const isGoneWithFolder = (
  { id, copy, acknowledgedUs }: WriteRecord,
  { finals, losses, sentReports }: Pick<Recording, 'finals' | 'losses' | 'sentReports'>,
): boolean => {
  const loss = losses.find(
    (each) => each.copy === copy && acknowledgedUs > each.fromUs && acknowledgedUs <= each.atUs,
  )
  // Later statuses describe another folder.
  const isReportedSent = (report: SentReport): boolean =>
    report.copy === copy && acknowledgedUs < report.untilUs && report.untilUs <= (loss?.atUs ?? 0)
  if (!loss || sentReports.some(isReportedSent)) return false
  return !finals.some(({ applied, rescued }) => applied.has(id) || rescued?.has(id))
}
