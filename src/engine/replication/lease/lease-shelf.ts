import type { LogId } from '../../identifier/index.ts'
import type { ArbiterSession, ShareAnswer } from '../../ports/index.ts'
import { leasePath, leasesFolder, sharedClockPath } from '../../storage/folder/index.ts'
import { type Generation, leaseBytes, type LeaseRecord, readLease } from './lease-record.ts'

/**
 * Removes a generation once its successor is this old. Cached listings expire much sooner (docs/fidelity.md
 * §1.3). So a machine that slept and recreates an old generation sees a newer one listed.
 */
export const trimGraceMs = 60 * 60_000

/** Per pass. */
const trimMax = 16

export type ShareTrouble = Exclude<ShareAnswer<never>, { kind: 'ok' }>

/** The generations of one lease, as files on a share. Created exclusively and never changed. */
export class LeaseShelf {
  readonly #session: ArbiterSession
  readonly #subject: string

  constructor(session: ArbiterSession, subject: string) {
    this.#session = session
    this.#subject = subject
  }

  /**
   * Returns null if there is none. Probes beyond a possibly stale listing; any still missed makes the next
   * `make` return `exists`. Returns `absent` if every listed generation is gone: retry later.
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

  /** Exactly one of several competitors gets `made`. */
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

  /** Oldest first. The listing may be stale. */
  async listed(): Promise<ShareAnswer<readonly number[]>> {
    const names = await this.#session.list(leasesFolder(this.#subject))
    if (names.kind === 'absent') return { kind: 'ok', value: [] }
    if (names.kind !== 'ok') return names
    const numbers = names.value.filter((name) => /^\d{8}$/.test(name)).map(Number)
    return { kind: 'ok', value: numbers.sort((a, b) => a - b) }
  }

  /** Removes old generations. Leaves failures to the next visit. */
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

/** Reads the share's clock from a file written just now, since this machine's may be wrong. */
export const shareNowMs = async (session: ArbiterSession, logId: LogId): Promise<ShareAnswer<number>> => {
  const path = sharedClockPath(logId)
  const written = await session.writeWhole(path, new Uint8Array(0))
  return written.kind === 'ok' ? session.modifiedMs(path) : written
}
