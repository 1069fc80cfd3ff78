import { checks } from '../../plan/definitions/check/index.ts'
import type { CopySample, Recording, ObservationRecord } from '../record/index.ts'
import { inEachFile } from './by-file.ts'
import { everyRun, judgeOf } from './judge.ts'
import { judgementOf } from './verdict.ts'

/** A lost or restored folder resets its screen, but writes once called sent stay with the other copies. */
export const nothingTakenBackJudge = judgeOf(checks.nothingTakenBack, {
  applies: everyRun,
  judge: inEachFile((recording) => {
    const { observations, sentReports, finals } = recording
    const pairs = observations.flatMap((later, index) => {
      const before = observations
        .slice(0, index)
        .findLast(({ copy, incarnation }) => copy === later.copy && incarnation === later.incarnation)
      return before ? [{ before, later }] : []
    })
    const sent = recording.writes.filter(({ copy, acknowledgedUs }) =>
      sentReports.some(
        (report) =>
          report.copy === copy &&
          acknowledgedUs < report.untilUs &&
          !isOfLaterFolder(recording, report, acknowledgedUs),
      ),
    )
    const findings = [
      ...pairs.flatMap(({ before, later }) => goneFrom(before, later)),
      ...pairs.flatMap(({ before, later }) => notAcknowledged(before, later)),
      ...finals.flatMap((final) => neverCame(sent, final)),
    ]
    if (pairs.length === 0) findings.push('no screen was looked at twice')
    if (sentReports.length === 0) findings.push('no status ever said that anything was sent')
    const summary = `${pairs.length} screens looked at again, ${sent.length} writes that a status said were sent`
    return judgementOf(summary, findings)
  }),
})

/** Claims about a replaced folder say nothing about losses of the one before. */
const isOfLaterFolder = (
  { losses }: Recording,
  report: Recording['sentReports'][number],
  acknowledgedUs: number,
): boolean =>
  losses.some(
    ({ copy, fromUs, atUs }) =>
      copy === report.copy && report.untilUs > atUs && acknowledgedUs > fromUs && acknowledgedUs <= atUs,
  )

const goneFrom = (before: ObservationRecord, later: ObservationRecord): string[] => {
  const gone = [...before.applied].filter((id) => !later.applied.has(id))
  return gone.map((id) => `${later.copy} had applied ${id}, and at ${seconds(later.atUs)} it had not`)
}

const notAcknowledged = (before: ObservationRecord, later: ObservationRecord): string[] =>
  Object.entries(before.acknowledged).flatMap(([logId, seq]) => {
    const here = later.received[logId] ?? 0
    if (here >= seq) return []
    return [
      `${later.copy} had acknowledged event ${seq} of ${logId}, and at ${seconds(later.atUs)} it had ${here}`,
    ]
  })

const neverCame = (sent: Recording['writes'], { copy, applied, rescued }: CopySample): string[] =>
  sent.flatMap((write) =>
    applied.has(write.id) || rescued?.has(write.id)
      ? []
      : [`${write.copy} said that ${write.id} was sent, and ${copy} never had it`],
  )

const seconds = (us: number): string => `${Math.round(us / 1_000_000)} s`
