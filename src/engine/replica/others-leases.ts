import { documentTable } from '../document/index.ts'
import type { Op } from '../event/index.ts'
import type { Clock, Disk } from '../ports/index.ts'
import { jsonBytes, parseJson, paths } from '../storage/folder/index.ts'
import type { Closed } from './closed.ts'

export const wholeFile = 'whole-file'

/** Another copy's lease, as the arbitrating share reported it. Times are in milliseconds of the local clock. */
export interface OthersLease {
  readonly subject: string
  readonly user: string
  readonly copyName: string
  readonly sinceMs: number
  /** Void if the clock was set back before `learnedMs`. */
  readonly untilMs: number
  readonly learnedMs: number
}

/**
 * Other copies' leases, as of the last request. They block local writes. A copy that missed one is not
 * blocked, and writes conflict as usual.
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

  all(): readonly OthersLease[] {
    const nowMs = this.#leases.length > 0 ? this.#clock.nowMs() : 0
    return this.#leases.filter(({ learnedMs, untilMs }) => learnedMs <= nowMs && nowMs < untilMs)
  }

  /** Replaces all leases, and persists them for the next start. Throws DiskTrouble. */
  learned(leases: readonly OthersLease[]): void {
    if (leases.length === 0 && this.#leases.length === 0) return
    this.#disk.writeWhole(paths.othersLeases, jsonBytes({ leases }))
    this.#leases = leases
  }

  ofDocument(documentId: string): OthersLease | null {
    return this.all().find(({ subject }) => subject === documentId || subject === wholeFile) ?? null
  }

  /** Returns why these ops must not be written now, or null. */
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
