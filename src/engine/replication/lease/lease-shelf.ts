import type { LogId } from '../../identifier/index.ts'
import type { ArbiterSession, ShareAnswer } from '../../ports/index.ts'
import { leasePath, leasesFolder, sharedClockPath } from '../../storage/folder/index.ts'
import { type Generation, leaseBytes, type LeaseRecord, readLease } from './lease-record.ts'

/**
 * A generation is taken away only when the one after it is so old. No listing that a machine still believes (docs/fidelity.md §1.3) is
 * nearly as old, so whoever makes an old generation anew, having slept, finds a newer one listed.
 */
export const trimGraceMs = 60 * 60_000

/** Steps of tidying in one go; the next visit takes the rest. */
const trimMax = 16

/** What a request on a share became, where it did not become what was asked for. */
export type ShareTrouble = Exclude<ShareAnswer<never>, { kind: 'ok' }>

/** The generations of one lease as files of a share: made exclusively, never changed. */
export class LeaseShelf {
  readonly #session: ArbiterSession
  readonly #subject: string

  constructor(session: ArbiterSession, subject: string) {
    this.#session = session
    this.#subject = subject
  }

  /**
   * The newest generation; null where there is none. From the newest that is listed it is looked on for newer ones, since listings
   * may be old; it may still be missed, and then who tries to make the next is told that it exists. `absent` where the listing is so
   * old that what it shows has gone: to be tried again later.
   */
  async newest(): Promise<ShareAnswer<Generation | null>> {
    const listed = await this.listed()
    if (listed.kind !== 'ok') return listed
    const last = listed.value.at(-1) ?? 0
    let found: Generation | null = null
    for (let number = Math.max(1, last); ; number += 1) {
      const generation = await this.read(number)
      if (generation.kind === 'absent') return found || last === 0 ? { kind: 'ok', value: found } : generation
      if (generation.kind !== 'ok') return generation
      found = generation.value
    }
  }

  /** Whether this one made it; of many who try, one does. */
  make(number: number, record: LeaseRecord): Promise<ShareAnswer<'made' | 'exists'>> {
    return this.#session.createExclusive(leasePath(this.#subject, number), leaseBytes(record))
  }

  async read(number: number): Promise<ShareAnswer<Generation>> {
    const path = leasePath(this.#subject, number)
    const bytes = await this.#session.read(path)
    if (bytes.kind !== 'ok') return bytes
    const made = await this.#session.modifiedMs(path)
    if (made.kind !== 'ok') return made
    return { kind: 'ok', value: { number, record: readLease(bytes.value), madeMs: made.value } }
  }

  /** The generations that are there, as far as the listing tells, oldest first. */
  async listed(): Promise<ShareAnswer<readonly number[]>> {
    const names = await this.#session.list(leasesFolder(this.#subject))
    if (names.kind === 'absent') return { kind: 'ok', value: [] }
    if (names.kind !== 'ok') return names
    const numbers = names.value.filter((name) => /^\d{8}$/.test(name)).map(Number)
    return { kind: 'ok', value: numbers.sort((a, b) => a - b) }
  }

  /** Takes old generations away. What cannot be taken away now is left to the next visit. */
  async trim(nowMs: number): Promise<void> {
    const listed = await this.listed()
    const numbers = listed.kind === 'ok' ? listed.value : []
    for (const [index, number] of numbers.slice(0, trimMax).entries()) {
      const next = numbers[index + 1]
      if (next === undefined) return
      const made = await this.#session.modifiedMs(leasePath(this.#subject, next))
      if (made.kind !== 'ok' || nowMs - made.value <= trimGraceMs) return
      await this.#session.remove(leasePath(this.#subject, number))
    }
  }
}

/** What time it is on the share: that of a file written just now. This machine's clock has no say. */
export const shareNowMs = async (session: ArbiterSession, logId: LogId): Promise<ShareAnswer<number>> => {
  const path = sharedClockPath(logId)
  const written = await session.writeWhole(path, new Uint8Array(0))
  return written.kind === 'ok' ? session.modifiedMs(path) : written
}
