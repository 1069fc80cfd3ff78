import { documentTable } from '../document/index.ts'
import type { Op } from '../event/index.ts'
import type { Clock, Disk } from '../ports/index.ts'
import { jsonBytes, parseJson, paths } from '../storage/folder/index.ts'
import type { Closed } from './closed.ts'

/** Exclusive use of the whole client file, where a lease names a document otherwise. */
export const wholeFile = 'whole-file'

/** A lease that another copy holds, as the share that arbitrates told it. Milliseconds; times are by this machine's clock. */
export interface OthersLease {
  /** A document's id, or {@link wholeFile}. */
  readonly subject: string
  readonly user: string
  readonly copyName: string
  readonly sinceMs: number
  /** Until when it lasts, and when that was learned: a clock that was set back since tells nothing about either. */
  readonly untilMs: number
  readonly learnedMs: number
}

/**
 * What others have for themselves, as far as this copy was told when it last asked: it keeps its own people from writing
 * there meanwhile. A copy that was not told is kept from nothing, and then what two wrote is in conflict, as ever.
 */
export class OthersLeases {
  readonly #disk: Disk
  readonly #clock: Clock
  #leases: readonly OthersLease[]

  constructor(disk: Disk, clock: Clock) {
    this.#disk = disk
    this.#clock = clock
    const listed = parseJson(disk.read(paths.othersLeases))?.['leases']
    this.#leases = Array.isArray(listed) ? listed.filter(isLease) : []
  }

  /** Those in force, as far as is known. */
  all(): readonly OthersLease[] {
    const nowMs = this.#leases.length > 0 ? this.#clock.nowMs() : 0
    return this.#leases.filter(({ learnedMs, untilMs }) => learnedMs <= nowMs && nowMs < untilMs)
  }

  /** Takes the place of all that was told before; kept, so that a program which starts later knows. Throws DiskTrouble. */
  learned(leases: readonly OthersLease[]): void {
    if (leases.length === 0 && this.#leases.length === 0) return
    this.#disk.writeWhole(paths.othersLeases, jsonBytes({ leases }))
    this.#leases = leases
  }

  /** Who has a document for themselves, or the whole file with it; null where nobody is known to. */
  ofDocument(documentId: string): OthersLease | null {
    return this.all().find(({ subject }) => subject === documentId || subject === wholeFile) ?? null
  }

  /** Why these ops may not be written now; null where they may. Mostly nobody has anything. */
  against(ops: readonly Op[]): Closed | null {
    if (this.#leases.length === 0) return null
    const documents = new Set(
      ops.flatMap((op) => ('table' in op && op.table === documentTable ? [op.key] : [])),
    )
    const lease = this.all().find(({ subject }) => subject === wholeFile || documents.has(subject))
    return lease ? reservedBy(lease) : null
  }
}

const reservedBy = ({ subject, user, copyName, sinceMs, untilMs }: OthersLease): Closed => ({
  kind: 'closed',
  reason: 'reserved',
  detail: `${user} in ${copyName} has it alone`,
  sinceMs,
  reserved: { subject, untilMs },
})

const isLease = (json: unknown): json is OthersLease => {
  if (typeof json !== 'object' || json === null) return false
  const { subject, user, copyName, ...times } = { ...json } as Record<string, unknown>
  const areTexts = [subject, user, copyName].every((text) => typeof text === 'string')
  return areTexts && ['sinceMs', 'untilMs', 'learnedMs'].every((name) => Number.isSafeInteger(times[name]))
}
