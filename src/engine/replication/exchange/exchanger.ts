import { CodecError } from '../../binary/index.ts'
import type { VersionVector } from '../../log/index.ts'
import { paths } from '../../storage/folder/index.ts'
import { type ExchangeRefusal, exchangeRefusalOf } from './exchange-trouble.ts'

export type ExchangeOutcome =
  | {
      readonly kind: 'level'
      readonly eventsIn: number
      readonly eventsOut: number
      readonly bytesOut: number
      /** Why local work may not be sent there. Absent if it may. */
      readonly barred?: string
    }
  | ExchangeRefusal

/** Replicates a copy with another, over any transport. Callers run one exchange at a time. */
export interface Exchanger {
  /** Versions that the other side is known to have. */
  readonly theirVersions: VersionVector
  /** True if the last exchange left both sides equal and nothing was written or received since. */
  readonly isInSync: boolean
  readonly unsentEvents: number
  exchange(): Promise<ExchangeOutcome>
  poll(): Promise<ExchangeOutcome>
  /** Resolves when the other side has changes, or after `waitMs`. Returns null if only polling can tell. */
  untilChanges(waitMs: number): Promise<void> | null
}

export const nothingMoved: ExchangeOutcome = { kind: 'level', eventsIn: 0, eventsOut: 0, bytesOut: 0 }

/** Turns expected trouble back into a value. */
export const asOutcome = async (work: () => Promise<ExchangeOutcome>): Promise<ExchangeOutcome> => {
  try {
    return await work()
  } catch (trouble) {
    // The range is intact but holds an unreadable event: a defective engine wrote it.
    if (trouble instanceof CodecError) {
      return {
        kind: 'interrupted',
        trouble: { kind: 'unreadable', path: paths.rangesFolder, detail: trouble.message },
      }
    }
    return exchangeRefusalOf(trouble)
  }
}
