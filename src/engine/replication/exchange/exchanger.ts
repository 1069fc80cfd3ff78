import { CodecError } from '../../binary/index.ts'
import type { VersionVector } from '../../log/index.ts'
import { DiskTrouble } from '../../ports/index.ts'
import { paths } from '../../storage/folder/index.ts'
import { ExchangeInterrupted, type ExchangeTrouble } from './exchange-trouble.ts'

export type ExchangeOutcome =
  | {
      readonly kind: 'level'
      readonly eventsIn: number
      readonly eventsOut: number
      readonly bytesOut: number
      /** Why what was written here may not be brought there; absent where it may. */
      readonly barred?: string
    }
  | { readonly kind: 'interrupted'; readonly trouble: ExchangeTrouble }
  | { readonly kind: 'disk-trouble'; readonly trouble: DiskTrouble }

/** A copy's dealings with one other copy, whatever lies in between. Its owner waits for one exchange before asking for the next. */
export interface Exchanger {
  /** What the other side is known to have. */
  readonly theirVersions: VersionVector
  /** Whether either side had all of the other's at the last exchange, and nothing was received or written since. */
  readonly isInSync: boolean
  /** How many events are here that the other side is not known to have. */
  readonly unsentEvents: number
  exchange(): Promise<ExchangeOutcome>
  /** Learns what the other side has, and carries nothing. */
  poll(): Promise<ExchangeOutcome>
  /** Resolves when the other side has news, or after so long at the latest; null where only looking tells. */
  untilChanges(waitMs: number): Promise<void> | null
}

export const nothingMoved: ExchangeOutcome = { kind: 'level', eventsIn: 0, eventsOut: 0, bytesOut: 0 }

/** Makes trouble that can be expected a value again. */
export const asOutcome = async (work: () => Promise<ExchangeOutcome>): Promise<ExchangeOutcome> => {
  try {
    return await work()
  } catch (trouble) {
    if (trouble instanceof ExchangeInterrupted) return { kind: 'interrupted', trouble: trouble.trouble }
    if (trouble instanceof DiskTrouble) return { kind: 'disk-trouble', trouble }
    // An event that cannot be read although its range is whole: written by an engine gone wrong.
    if (trouble instanceof CodecError) {
      return {
        kind: 'interrupted',
        trouble: { kind: 'unreadable', path: paths.rangesFolder, detail: trouble.message },
      }
    }
    throw trouble
  }
}
