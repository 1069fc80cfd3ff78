import type { LogId } from '../../identifier/index.ts'
import { jsonBytes, parseJson } from '../../storage/folder/index.ts'

/** How long a lease lasts that nobody renews, where its holder names no other time. */
export const leaseTermMs = 10 * 60_000
export const leaseTermMsMin = 60_000
export const leaseTermMsMax = 12 * 60 * 60_000

/**
 * Others wait so much longer than the holder may count on, for file times that are kept in steps (2 s on FAT) and a probe that
 * was written a moment before it is compared.
 */
export const breakMarginMs = 5_000

export interface LeaseHolder {
  readonly line: LogId
  readonly copyName: string
  readonly user: string
}

/** What one generation of a lease says. Whoever makes the next one has it from then on. */
export interface LeaseRecord {
  readonly by: LeaseHolder
  /** By the share's clock: since when this holder has had it without a gap. */
  readonly sinceMs: number
  readonly termMs: number
  readonly isReleased: boolean
}

export interface Generation {
  readonly number: number
  /** Null where its maker was cut off before it said anything. */
  readonly record: LeaseRecord | null
  /** By the share's clock. */
  readonly madeMs: number
}

/** Times are the share's clock's. */
export type LeaseState =
  | { readonly kind: 'free' }
  | {
      readonly kind: 'held'
      /** Null where its maker was cut off before it could say who it is. */
      readonly by: LeaseHolder | null
      readonly sinceMs: number
      /** Its holder may count on it until then. */
      readonly untilMs: number
    }

/** How a lease stands, by its newest generation and the share's clock. */
export const leaseState = (newest: Generation | null, nowMs: number): LeaseState => {
  if (!newest || newest.record?.isReleased) return { kind: 'free' }
  const { record, madeMs } = newest
  const untilMs = madeMs + (record?.termMs ?? leaseTermMs)
  if (nowMs > untilMs + breakMarginMs) return { kind: 'free' }
  return { kind: 'held', by: record?.by ?? null, sinceMs: record?.sinceMs ?? madeMs, untilMs }
}

/** Whether this copy may count on it: never in the margin in which others still leave it alone. */
export const holds = (state: LeaseState, logId: LogId, nowMs: number): boolean =>
  state.kind === 'held' && state.by?.line === logId && nowMs < state.untilMs

export const leaseBytes = (record: LeaseRecord): Uint8Array => jsonBytes({ ...record })

/** Null for what is empty, cut off or no lease. */
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
