import { checks } from '../../plan/definitions/check/index.ts'
import type { SyncSessionRecord } from '../record/index.ts'
import { everyRun, judgeOf } from './judge.ts'
import { judgementOf } from './verdict.ts'

/** The time that a copy may need beyond its hold, to finish its exchange and let go. */
export const handBackMs = 90_000

/** Measured at the copies, since the model of a host cannot exceed its own limit. */
export const sessionsKeptJudge = judgeOf(checks.sessionsKept, {
  applies: everyRun,
  judge: ({ sessions, refusals, hosts }) => {
    const timeLimitsMs = new Map(hosts.map(({ host, sessionTimeMaxMs }) => [host, sessionTimeMaxMs]))
    const findings = [
      ...overlapping(sessions),
      ...sessions.flatMap((session) => keptTooLong(session, timeLimitsMs.get(session.host) ?? null)),
      ...refusals.flatMap(({ copy, host, wasReported }) =>
        wasReported ? [] : [`${copy} was refused at ${host}, and its status did not say so`],
      ),
      ...hosts.flatMap(({ host, limit, maxSessions }) =>
        limit !== null && maxSessions > limit
          ? [`${host} held ${maxSessions} sessions, and ${limit} is its limit`]
          : [],
      ),
    ]
    return judgementOf(
      `${sessions.length} sessions and ${refusals.length} refusals at ${hosts.length} hosts`,
      findings,
    )
  },
})

const overlapping = (sessions: readonly SyncSessionRecord[]): string[] => {
  const last = new Map<string, SyncSessionRecord>()
  return [...sessions]
    .sort((a, b) => a.fromUs - b.fromUs)
    .flatMap((session) => {
      const key = `${session.copy} ${session.host}`
      const earlier = last.get(key)
      last.set(key, session)
      const isTwice = earlier !== undefined && (earlier.toUs === null || earlier.toUs > session.fromUs)
      return isTwice ? [`${session.copy} held two sessions at ${session.host}`] : []
    })
}

const keptTooLong = (
  { copy, host, fromUs, toUs }: SyncSessionRecord,
  sessionTimeMaxMs: number | null,
): string[] => {
  if (toUs === null) return [`${copy} never gave back its session at ${host}`]
  if (sessionTimeMaxMs === null || (toUs - fromUs) / 1000 <= sessionTimeMaxMs + handBackMs) return []
  return [
    `${copy} kept its session at ${host} for ${Math.round((toUs - fromUs) / 1_000_000)} s, and ${sessionTimeMaxMs / 1000} s is its hold`,
  ]
}
