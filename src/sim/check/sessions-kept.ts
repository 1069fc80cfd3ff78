import type { Recording, SyncSessionRecord } from '../record/index.ts'
import { type Verdict, verdictOf } from './verdict.ts'

/** The time that a copy may need beyond its hold, to finish its exchange and let go. */
export const handBackMs = 90_000

/**
 * S5: a copy opens at most one session at a host and gives it back in time. Refused copies are told so, and
 * no host exceeds its limit. Measured at the copies, since the model of a host cannot exceed its own limit.
 */
export const sessionsAreKept = ({ sessions, refusals, hosts }: Recording): Verdict => {
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
  return verdictOf(
    'S5',
    `${sessions.length} sessions and ${refusals.length} refusals at ${hosts.length} hosts`,
    findings,
  )
}

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
