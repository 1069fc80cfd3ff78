import type { ArbiterSession, ShareAnswer } from '../../ports/index.ts'
import { paths } from '../../storage/folder/index.ts'
import {
  type Generation,
  holds,
  type LeaseHolder,
  type LeaseRecord,
  type LeaseState,
  leaseState,
} from './lease-record.ts'
import { LeaseShelf, shareNowMs, type ShareTrouble } from './lease-shelf.ts'

type Held = Extract<LeaseState, { kind: 'held' }>

export type TakeOutcome =
  /** `isContinued`: this copy held it before, with no other holder since. */
  | { readonly kind: 'held'; readonly lease: Held; readonly isContinued: boolean }
  | { readonly kind: 'taken'; readonly lease: Held }
  | { readonly kind: 'not-taken'; readonly trouble: LeaseTrouble }

export interface OthersLease {
  readonly subject: string
  readonly by: LeaseHolder | null
  readonly heldMs: number
  readonly leftMs: number
}

/** This client's view of names on the share is too stale. Retry in a minute. */
export interface Undecided {
  readonly kind: 'unsettled'
  readonly detail: string
}

export type RenewOutcome =
  | { readonly kind: 'held'; readonly lease: Held }
  /** It expired or was released. `now` is its present state. */
  | { readonly kind: 'lost'; readonly now: LeaseState }
  | { readonly kind: 'not-taken'; readonly trouble: LeaseTrouble }

const undecided: Undecided = {
  kind: 'unsettled',
  detail: 'what the share says of names is out of date; try again in a minute',
}

export type LeaseTrouble = Exclude<ShareTrouble, { kind: 'absent' }> | Undecided

/** Lost races against other copies before this one gives up. */
const triesMax = 4

/**
 * Grants exclusive, time-limited use of a subject on a share, by the share's clock. Taking, renewing,
 * breaking and releasing each create the next generation exclusively. So one competitor succeeds, however
 * late its request arrives. Two shares do not know each other's leases, so their writers conflict as usual.
 */
export class LeaseService {
  readonly #session: ArbiterSession
  readonly #holder: LeaseHolder

  constructor(session: ArbiterSession, holder: LeaseHolder) {
    this.#session = session
    this.#holder = holder
  }

  async stateOf(subject: string): Promise<ShareAnswer<LeaseState>> {
    const seen = await this.#see(subject)
    return seen.kind === 'ok' ? { kind: 'ok', value: seen.value.state } : seen
  }

  async subjects(): Promise<ShareAnswer<readonly string[]>> {
    const listed = await this.#session.list(paths.leasesFolder)
    return listed.kind === 'absent' ? { kind: 'ok', value: [] } : listed
  }

  /** Remaining times are by the share's clock. */
  async others(): Promise<ShareAnswer<readonly OthersLease[]>> {
    const subjects = await this.subjects()
    if (subjects.kind !== 'ok') return subjects
    const others: OthersLease[] = []
    for (const subject of subjects.value.flatMap(subjectNamed)) {
      const seen = await this.#see(subject)
      if (seen.kind === 'absent') continue
      if (seen.kind !== 'ok') return seen
      const { state, nowMs } = seen.value
      if (state.kind !== 'held' || state.by?.line === this.#holder.line) continue
      const { by, sinceMs, untilMs } = state
      others.push({ subject, by, heldMs: nowMs - sinceMs, leftMs: untilMs - nowMs })
    }
    return { kind: 'ok', value: others }
  }

  /**
   * Takes a free lease, renews the copy's own, or breaks an expired one. With `isForced`, also takes over
   * another copy's lease.
   */
  async take(subject: string, termMs: number, isForced = false): Promise<TakeOutcome> {
    for (let tries = 1; tries <= triesMax; tries += 1) {
      const seen = await this.#see(subject)
      if (seen.kind !== 'ok') return notTaken(seen)
      const { state, nowMs } = seen.value
      const isOurs = state.kind === 'held' && state.by?.line === this.#holder.line
      if (state.kind === 'held' && !isOurs && !isForced) return { kind: 'taken', lease: state }
      const sinceMs = isOurs ? state.sinceMs : nowMs
      const next = await this.#next(subject, seen.value, { sinceMs, termMs, isReleased: false })
      if (next.kind === 'made') return { kind: 'held', lease: next.lease, isContinued: isOurs }
      if (next.kind === 'not-taken') return next
    }
    return { kind: 'not-taken', trouble: undecided }
  }

  /** Renews the copy's own lease. Never retakes a lost one. */
  async renew(subject: string, termMs: number): Promise<RenewOutcome> {
    const seen = await this.#see(subject)
    if (seen.kind !== 'ok') return notTaken(seen)
    const { state, nowMs } = seen.value
    if (state.kind !== 'held' || !holds(state, this.#holder.line, nowMs)) return { kind: 'lost', now: state }
    const next = await this.#next(subject, seen.value, { sinceMs: state.sinceMs, termMs, isReleased: false })
    if (next.kind === 'made') return { kind: 'held', lease: next.lease }
    if (next.kind === 'not-taken') return next
    const now = await this.stateOf(subject)
    return now.kind === 'ok' ? { kind: 'lost', now: now.value } : notTaken(now)
  }

  /** Leaves leases of others alone. */
  async release(subject: string): Promise<ShareAnswer<'released' | 'not-held'>> {
    const seen = await this.#see(subject)
    if (seen.kind !== 'ok') return seen
    const { state, newest, nowMs } = seen.value
    if (state.kind !== 'held' || state.by?.line !== this.#holder.line)
      return { kind: 'ok', value: 'not-held' }
    const record = this.#record({ sinceMs: nowMs, termMs: newest?.record?.termMs ?? 0, isReleased: true })
    const made = await new LeaseShelf(this.#session, subject).make((newest?.number ?? 0) + 1, record)
    if (made.kind !== 'ok') return made
    return { kind: 'ok', value: made.value === 'made' ? 'released' : 'not-held' }
  }

  async #see(subject: string): Promise<ShareAnswer<Seen>> {
    const newest = await new LeaseShelf(this.#session, subject).newest()
    if (newest.kind !== 'ok') return newest
    // Read after the generation, so that an observed expiry is real.
    const now = await shareNowMs(this.#session, this.#holder.line)
    if (now.kind !== 'ok') return now
    const state = leaseState(newest.value, now.value)
    return { kind: 'ok', value: { newest: newest.value, nowMs: now.value, state } }
  }

  async #next(subject: string, { newest, nowMs }: Seen, terms: Terms): Promise<Next> {
    const shelf = new LeaseShelf(this.#session, subject)
    const number = (newest?.number ?? 0) + 1
    const made = await shelf.make(number, this.#record(terms))
    if (made.kind !== 'ok') return notTaken(made)
    if (made.value === 'exists') return { kind: 'exists' }
    // A machine that slept in between may have recreated a generation trimmed long ago. Then a newer one is
    // listed.
    const listed = await shelf.listed()
    if (listed.kind !== 'ok') return notTaken(listed)
    if (listed.value.some((other) => other > number)) return { kind: 'exists' }
    const own = await shelf.read(number)
    if (own.kind !== 'ok') return notTaken(own)
    await shelf.trim(nowMs)
    const { sinceMs, termMs } = terms
    return {
      kind: 'made',
      lease: { kind: 'held', by: this.#holder, sinceMs, untilMs: own.value.madeMs + termMs },
    }
  }

  #record(terms: Terms): LeaseRecord {
    return { by: this.#holder, ...terms }
  }
}

// No engine creates such names, so ignore the folder.
const subjectNamed = (name: string): readonly string[] => {
  try {
    return [decodeURIComponent(name)]
  } catch {
    return []
  }
}

type Terms = Omit<LeaseRecord, 'by'>

interface Seen {
  readonly newest: Generation | null
  readonly nowMs: number
  readonly state: LeaseState
}

type Next =
  | { readonly kind: 'made'; readonly lease: Held }
  | { readonly kind: 'exists' }
  | Extract<TakeOutcome, { kind: 'not-taken' }>

const notTaken = (trouble: ShareTrouble): Extract<TakeOutcome, { kind: 'not-taken' }> => ({
  kind: 'not-taken',
  trouble: trouble.kind === 'absent' ? undecided : trouble,
})
