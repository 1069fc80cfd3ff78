import { jsonBytes, parseJson } from './copy-identity.ts'

/** Notes on unneeded versions, by hash. Times are milliseconds since 1970. */
export interface RetentionNotes {
  readonly checkedMs: number
  /** When each was first seen here as replaced: its retention counts from then. */
  readonly since: ReadonlyMap<string, number>
  /** When each was set aside. It is dropped once every copy that may need it had time to object. */
  readonly aside: ReadonlyMap<string, number>
  /** When the policy dropped each. */
  readonly dropped: ReadonlyMap<string, number>
}

export const noRetentionNotes: RetentionNotes = {
  checkedMs: Number.NEGATIVE_INFINITY,
  since: new Map(),
  aside: new Map(),
  dropped: new Map(),
}

/** Treats unreadable notes as missing, which only keeps versions longer. */
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
