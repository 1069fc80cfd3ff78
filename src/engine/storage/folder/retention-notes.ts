import { jsonBytes, parseJson } from './copy-identity.ts'

/** What is noted in a folder about versions that nobody needs any more, by hash; times are milliseconds since 1970. */
export interface RetentionNotes {
  /** When somebody last looked. */
  readonly checkedMs: number
  /** First seen here as replaced, and when: how long it is kept is counted from then. */
  readonly since: ReadonlyMap<string, number>
  /** Put aside, and when: it goes when whoever may have counted on it has had the time to say so. */
  readonly aside: ReadonlyMap<string, number>
  /** Dropped by the policy, and when. */
  readonly dropped: ReadonlyMap<string, number>
}

export const noRetentionNotes: RetentionNotes = {
  checkedMs: Number.NEGATIVE_INFINITY,
  since: new Map(),
  aside: new Map(),
  dropped: new Map(),
}

/** What cannot be read is as if it were not there: then everything is kept for longer. */
export const parseRetentionNotes = (bytes: Uint8Array | null): RetentionNotes => {
  const { checkedMs, since, aside, dropped } = parseJson(bytes) ?? {}
  if (typeof checkedMs !== 'number') return noRetentionNotes
  return { checkedMs, since: timesIn(since), aside: timesIn(aside), dropped: timesIn(dropped) }
}

export const retentionBytes = ({ checkedMs, since, aside, dropped }: RetentionNotes): Uint8Array =>
  jsonBytes({ checkedMs, since: jsonOf(since), aside: jsonOf(aside), dropped: jsonOf(dropped) })

const timesIn = (json: unknown): ReadonlyMap<string, number> => {
  if (typeof json !== 'object' || json === null) return new Map()
  return new Map(
    Object.entries(json).filter(
      (entry): entry is [string, number] => /^[0-9a-f]{64}$/.test(entry[0]) && Number.isSafeInteger(entry[1]),
    ),
  )
}

const jsonOf = (times: ReadonlyMap<string, number>): Record<string, number> =>
  Object.fromEntries([...times].sort(([a], [b]) => (a < b ? -1 : 1)))
