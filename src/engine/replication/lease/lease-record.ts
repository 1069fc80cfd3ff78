import type { LogId } from '../../identifier/index.ts'
import { jsonBytes, parseJson } from '../../storage/folder/index.ts'

/** Default term of a lease that is not renewed. */
export const leaseTermMs = 10 * 60_000
export const leaseTermMsMin = 60_000
export const leaseTermMsMax = 12 * 60 * 60_000

/**
 * Others wait this much longer than the holder's term. Covers coarse file times (2 s on FAT) and the age of
 * the clock probe.
 */
export const breakMarginMs = 5_000

export interface LeaseHolder {
  readonly line: LogId
  readonly copyName: string
  readonly user: string
}

export interface LeaseRecord {
  readonly by: LeaseHolder
  /** Start of uninterrupted possession, by the share's clock. */
  readonly sinceMs: number
  readonly termMs: number
  readonly isReleased: boolean
}

export interface Generation {
  readonly number: number
  /** Null if its creator was interrupted before writing it. */
  readonly record: LeaseRecord | null
  /** By the share's clock. */
  readonly madeMs: number
}

/** All times are by the share's clock. */
export type LeaseState =
  | { readonly kind: 'free' }
  | {
      readonly kind: 'held'
      /** Null if the creator was interrupted before writing its name. */
      readonly by: LeaseHolder | null
      readonly sinceMs: number
      readonly untilMs: number
    }

export const leaseState = (newest: Generation | null, nowMs: number): LeaseState => {
  if (!newest || newest.record?.isReleased) return { kind: 'free' }
  const { record, madeMs } = newest
  const untilMs = madeMs + (record?.termMs ?? leaseTermMs)
  if (nowMs > untilMs + breakMarginMs) return { kind: 'free' }
  return { kind: 'held', by: record?.by ?? null, sinceMs: record?.sinceMs ?? madeMs, untilMs }
}

/** Tells whether this copy may rely on the lease. Excludes the margin. */
export const holds = (state: LeaseState, logId: LogId, nowMs: number): boolean =>
  state.kind === 'held' && state.by?.line === logId && nowMs < state.untilMs

export const leaseBytes = (record: LeaseRecord): Uint8Array => jsonBytes({ ...record })

/** Returns null if empty, truncated or not a lease. */
export const readLease = (bytes: Uint8Array): LeaseRecord | null => {
  const json = parseJson(bytes)
  if (!json || typeof json['isReleased'] !== 'boolean') return null
  const { by, sinceMs, termMs, isReleased } = json
  if (typeof sinceMs !== 'number' || typeof termMs !== 'number' || !isHolder(by)) return null
  if (!(termMs >= leaseTermMsMin && termMs <= leaseTermMsMax)) return null
  return { by, sinceMs, termMs, isReleased }
}

const isHolder = (value: unknown): value is LeaseHolder =>
  typeof value === 'object' &&
  value !== null &&
  ['line', 'copyName', 'user'].every((name) => typeof Reflect.get(value, name) === 'string')
