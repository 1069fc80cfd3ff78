import type { CopySample, Recording, ScreenRecord } from '../record/index.ts'
import { type Verdict, verdictOf } from './verdict.ts'

/**
 * S4: what was applied, and what a status claimed, is never taken back, across restarts and parents. Where a folder is
 * lost or put back, a screen begins anew; what it had said to be sent stays with the others all the same. Provisional
 * numbers are marked as such, and nobody claims one on these days.
 */
export const nothingIsTakenBack = (recording: Recording): Verdict => {
  const { screens, claims, finals } = recording
  const pairs = screens.flatMap((later, index) => {
    const before = screens
      .slice(0, index)
      .findLast(({ copy, life }) => copy === later.copy && life === later.life)
    return before ? [{ before, later }] : []
  })
  const sent = recording.writes.filter(({ copy, acknowledgedUs }) =>
    claims.some(
      (claim) =>
        claim.copy === copy &&
        acknowledgedUs < claim.untilUs &&
        !isOfLaterFolder(recording, claim, acknowledgedUs),
    ),
  )
  const findings = [
    ...pairs.flatMap(({ before, later }) => goneFrom(before, later)),
    ...pairs.flatMap(({ before, later }) => notAcknowledged(before, later)),
    ...finals.flatMap((final) => neverCame(sent, final)),
  ]
  if (pairs.length === 0) findings.push('no screen was looked at twice')
  if (claims.length === 0) findings.push('no status ever said that anything was sent')
  const looked = `${pairs.length} screens looked at again, ${sent.length} writes that a status said were sent`
  return verdictOf('S4', looked, findings)
}

/** What is claimed once a folder is another one says nothing of what was lost with the one before. */
const isOfLaterFolder = (
  { losses }: Recording,
  claim: Recording['claims'][number],
  acknowledgedUs: number,
): boolean =>
  losses.some(
    ({ copy, fromUs, atUs }) =>
      copy === claim.copy && claim.untilUs > atUs && acknowledgedUs > fromUs && acknowledgedUs <= atUs,
  )

const goneFrom = (before: ScreenRecord, later: ScreenRecord): string[] => {
  const gone = [...before.applied].filter((id) => !later.applied.has(id))
  return gone.map((id) => `${later.copy} had applied ${id}, and at ${seconds(later.atUs)} it had not`)
}

const notAcknowledged = (before: ScreenRecord, later: ScreenRecord): string[] =>
  Object.entries(before.acknowledged).flatMap(([line, seq]) => {
    const here = later.received[line] ?? 0
    if (here >= seq) return []
    return [
      `${later.copy} had acknowledged event ${seq} of ${line}, and at ${seconds(later.atUs)} it had ${here}`,
    ]
  })

const neverCame = (sent: Recording['writes'], { copy, applied, rescued }: CopySample): string[] =>
  sent.flatMap((write) =>
    applied.has(write.id) || rescued?.has(write.id)
      ? []
      : [`${write.copy} said that ${write.id} was sent, and ${copy} never had it`],
  )

const seconds = (us: number): string => `${Math.round(us / 1_000_000)} s`
