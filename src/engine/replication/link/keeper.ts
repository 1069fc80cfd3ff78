import {
  drawCauses,
  type PauseCause,
  type ShareAddress,
  type ShareClient,
  type ShareSession,
} from '../../ports/index.ts'
import type { CopyPorts, SyncCopy } from '../../replica/index.ts'
import { openExchange } from '../client/index.ts'
import { type ExchangeOutcome, type Exchanging, OwnFolder } from '../exchange/index.ts'
import { Breather } from './breather.ts'
import { copiesBeside } from './crowd.ts'
import { HostLimit } from './host-limit.ts'
import type { KeeperRules } from './keeper-rules.ts'
import { endOf, type LinkEnd } from './link-end.ts'
import type { LinkStatus, NoLinkReason } from './link.ts'
import { TurnPacer } from './turn-pacer.ts'
import { type Crowd, holdLeftMs, jitteredAwayMs, jitteredRetryMs, retryMsMax, takesTurns } from './turns.ts'
import { VisitCard } from './visit-card.ts'

export interface LinkTarget {
  readonly address: ShareAddress
  /** How the other copy is called. */
  readonly name: string
  readonly through: 'parent' | 'peer'
}

/** What a keeper keeps linked, to whom, and with what. */
export interface KeeperParts {
  readonly copy: SyncCopy
  readonly client: ShareClient
  readonly target: LinkTarget
  readonly ports: CopyPorts
  readonly rules: KeeperRules
  /** The machine that this copy lies on, for whoever looks who is connected. */
  readonly from?: string
}

/**
 * Keeps a copy linked:
 *
 *     off ──open──▶ calling ──session──▶ linked ──hold is over──▶ away ──▶ calling
 *                      │  ▲                 │
 *       refused, denied,│  │time to try      │lost
 *          unreachable  ▼  │                 ▼
 *                     waiting ◀──────────────┘
 *
 * At most one session at a time; it is given back when the hold is over, and on close.
 */
export class Keeper {
  readonly #copy: SyncCopy
  readonly #client: ShareClient
  readonly #ports: CopyPorts
  readonly #rules: KeeperRules
  readonly #target: LinkTarget
  readonly #pacer: TurnPacer
  readonly #card: VisitCard
  readonly #ownFolder: OwnFolder
  #status: LinkStatus
  #isOpen = false
  #wakeUp: () => void = () => {}
  #hasNews = false
  readonly #host: HostLimit
  readonly #breather = new Breather()
  #attempt = 0
  #dueSinceMs: number | null = null
  #running: Promise<void> = Promise.resolve()
  #isLevel: () => boolean = () => false
  #unsent: () => number = () => 0

  constructor({ copy, client, target, ports, rules, from }: KeeperParts) {
    this.#card = new VisitCard(copy, ports, from ?? null)
    this.#copy = copy
    this.#client = client
    this.#target = target
    this.#ownFolder = new OwnFolder(copy, ports)
    this.#ports = ports
    this.#rules = rules
    this.#pacer = new TurnPacer(rules.turns)
    this.#host = new HostLimit(ports.clock)
    this.#status = { kind: 'none', reason: { kind: 'chosen' }, sinceMs: ports.clock.nowMs(), nextTryMs: null }
  }

  get status(): LinkStatus {
    return this.#status
  }

  /** Since when it has wanted a turn without having completed one; null when it does not wait. */
  get dueSinceMs(): number | null {
    return this.#dueSinceMs
  }

  /** Whether nothing was left to carry either way when it last looked, and nothing came up since. */
  get isLevel(): boolean {
    return this.#isLevel()
  }

  /** Events that the other side is not known to have: as of the last exchange. */
  get unsentEvents(): number {
    return this.#unsent()
  }

  get crowd(): Crowd {
    return { copies: copiesBeside(this.#copy), limit: this.#host.sessions }
  }

  open(): void {
    if (this.#isOpen) return
    this.#isOpen = true
    this.#due()
    this.#running = this.#run()
  }

  /** Work Offline: gives the session back; resolves when it is given back. */
  async close(): Promise<void> {
    this.#isOpen = false
    this.#wakeUp()
    await this.#running
    if (this.#copy.closed?.reason !== 'abandoned') this.#none({ kind: 'chosen' }, null)
  }

  /** Something was written here: it goes out soon, if there is a link. */
  edited(): void {
    if (this.#hasNews) return
    this.#hasNews = true
    if (this.#status.kind !== 'linked' || takesTurns(this.crowd)) return
    // By then it may be the others' turn, and what is typed here must not shorten theirs.
    this.#ports.clock.after(this.#rules.sendAfterMs, () => {
      if (this.#status.kind === 'linked') this.#wakeUp()
    })
  }

  async #run(): Promise<void> {
    while (this.#isOpen) {
      this.#attempt += 1
      const answer = await this.#client.connect(this.#target.address)
      if (answer.kind === 'session') await this.#linked(answer.session)
      else if (answer.kind === 'refused') await this.#refused(answer)
      else await this.#waitAs(answer, this.#rules.redialMs * (0.75 + 0.5 * this.#draw('redial')))
    }
  }

  async #refused(reason: { kind: 'refused'; code: number; detail: string }): Promise<void> {
    this.#host.refused(copiesBeside(this.#copy))
    this.#pacer.refused()
    await this.#waitAs(reason, jitteredRetryMs(this.#rules.turns, this.#draw('retry')))
  }

  async #linked(session: ShareSession): Promise<void> {
    const sinceMs = this.#ports.clock.nowMs()
    const exchanger = openExchange(this.#copy, session, this.#ports)
    this.#isLevel = () => exchanger.isLevel
    this.#unsent = () => exchanger.unsentEvents
    this.#say('syncing', sinceMs)
    await this.#host.exchange(session)
    const end = await this.#keepLevel(exchanger, session, sinceMs)
    if (end.kind !== 'lost' && end.kind !== 'trouble') {
      const leftMs = this.#ports.clock.nowMs()
      await this.#card.note(session, { sinceMs, leftMs, unsent: this.unsentEvents })
    }
    // A lost one too: a server may be there and only not reach its files, and still hold what waits in this session.
    await session.disconnect()
    if (end.kind === 'turn-over') await this.#stayAway(sinceMs)
    else if (end.kind === 'abandoned') this.#endFor(end.reason)
    else if (end.kind !== 'closed') {
      this.#due()
      await this.#waitAs(end.reason, this.#rules.redialMs * this.#draw('redial'))
    }
  }

  async #keepLevel(exchanger: Exchanging, session: ShareSession, sinceMs: number): Promise<LinkEnd> {
    for (let isFirst = true; ; isFirst = false) {
      this.#hasNews = false
      const outcome = await exchanger.exchange()
      if (outcome.kind !== 'level') return endOf(outcome)
      // Only now is it known to be the right folder, in which a visitor may leave a note.
      if (isFirst || this.#card.isOld)
        await this.#card.note(session, { sinceMs, leftMs: null, unsent: this.unsentEvents })
      if (this.#host.isToAskAgain) await this.#host.exchange(session)
      if (isFirst) this.#pacer.exchanged(this.#ports.clock.nowMs() - sinceMs)
      this.#exchanged(outcome)
      const { closed } = this.#copy
      if (closed?.reason === 'abandoned')
        return { kind: 'abandoned', reason: { ...closed, kind: 'abandoned' } }
      if (this.#copy.isJournalFull) await this.#ownFolder.seal()
      if (!this.#isOpen) return { kind: 'closed' }
      const leftMs = this.#holdLeftMs(sinceMs)
      if (leftMs <= 0 || (await this.#isToBreathe(session, sinceMs))) return { kind: 'turn-over' }
      this.#say('idle', sinceMs)
      const pauseMs = Math.min(this.#nextCheckMs(), leftMs)
      // Where the other side tells of news, it is taken in at once.
      void exchanger.untilNews(pauseMs)?.then(() => {
        if (this.#status.kind === 'linked') this.#wakeUp()
      })
      await this.#pause(pauseMs)
      this.#say('syncing', sinceMs)
    }
  }

  #nextCheckMs(): number {
    if (takesTurns(this.crowd)) return this.#rules.crowdedCheckMs
    return this.#hasNews ? this.#rules.sendAfterMs : this.#rules.checkMs
  }

  #exchanged(outcome: Extract<ExchangeOutcome, { kind: 'level' }>): void {
    const { eventsIn, eventsOut, bytesOut } = outcome
    this.#copy.layDocuments()
    if (eventsIn + eventsOut > 0) {
      this.#ports.trace.tell({ kind: 'exchanged', with: this.#target.name, eventsIn, eventsOut, bytesOut })
    }
    if (this.#dueSinceMs === null) return
    this.#ports.trace.tell({ kind: 'turn-done', waitedMs: this.#ports.clock.nowMs() - this.#dueSinceMs })
    this.#dueSinceMs = null
  }

  #holdLeftMs(sinceMs: number): number {
    if (!takesTurns(this.crowd)) return Number.POSITIVE_INFINITY
    return holdLeftMs(sinceMs, this.#pacer.holdMs, this.#ports.clock.nowMs())
  }

  // Whoever is refused cannot say so to anybody here.
  async #isToBreathe(session: ShareSession, sinceMs: number): Promise<boolean> {
    if (!this.#host.isUnknown || !this.#breather.isDue(this.#ports.clock.nowMs() - sinceMs)) return false
    return this.#breather.isSomebodyMissing(session, this.#copy)
  }

  #endFor(reason: NoLinkReason): void {
    this.#isOpen = false
    this.#dueSinceMs = null
    this.#none(reason, null)
  }

  async #stayAway(sinceMs: number): Promise<void> {
    const heldMs = this.#ports.clock.nowMs() - sinceMs
    const leastMs = takesTurns(this.crowd) ? 0 : retryMsMax(this.#rules.turns)
    const awayMs = Math.max(leastMs, this.#pacer.awayMsAfter(this.crowd, heldMs))
    const forMs = jitteredAwayMs(awayMs, this.#draw('away'))
    await this.#waitAs({ kind: 'away' }, forMs)
    if (this.#isOpen) this.#due()
  }

  #due(): void {
    this.#dueSinceMs ??= this.#ports.clock.nowMs()
    this.#ports.trace.tell({ kind: 'turn-due', atMs: this.#dueSinceMs })
  }

  async #waitAs(reason: NoLinkReason, forMs: number): Promise<void> {
    if (!this.#isOpen) return
    this.#none(reason, this.#ports.clock.nowMs() + forMs)
    await this.#pause(forMs)
  }

  async #pause(forMs: number): Promise<void> {
    if (!this.#isOpen) return
    await new Promise<void>((resolve) => {
      const cancel = this.#ports.clock.after(forMs, resolve)
      this.#wakeUp = () => {
        cancel()
        resolve()
      }
    })
    this.#wakeUp = () => {}
  }

  #say(activity: 'idle' | 'syncing', sinceMs: number): void {
    const { name, through } = this.#target
    const isNew = this.#status.kind !== 'linked'
    this.#status = { kind: 'linked', to: name, through, activity, sinceMs }
    if (isNew) this.#ports.trace.tell({ kind: 'link', link: 'linked', reason: name })
  }

  #none(reason: NoLinkReason, nextTryMs: number | null): void {
    this.#status = { kind: 'none', reason, sinceMs: this.#ports.clock.nowMs(), nextTryMs }
    this.#ports.trace.tell({ kind: 'link', link: 'none', reason: reason.kind })
  }

  #draw(why: PauseCause): number {
    return this.#ports.random.unit(drawCauses.pause(this.#copy.identity.copyName, why, this.#attempt))
  }
}
