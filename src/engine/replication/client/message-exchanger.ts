import type { LineId } from '../../identifier/index.ts'
import { type Heads, type HeadsEntry, lacksNothing, missingHere, missingThere } from '../../log/index.ts'
import type { Clock } from '../../ports/index.ts'
import { heldMark, type Stretch } from '../../protocol/index.ts'
import type { SyncCopy } from '../../replica/index.ts'
import {
  ContentTraffic,
  ExchangeInterrupted,
  type ExchangeOutcome,
  type Exchanging,
  nothingMoved,
  settled,
} from '../exchange/index.ts'
import { fetchWanted, wantedOf } from './fetch-wanted.ts'
import { type Heard, MessageTalk, type TalkPorts } from './message-talk.ts'
import { piecesOf, type Sending } from './sending.ts'
import type { ServerSession } from './server-session.ts'

export interface MessagePorts extends TalkPorts {
  readonly clock: Clock
}

interface Moved {
  eventsIn: number
  eventsOut: number
  bytesOut: number
}

/** Between two programs that understand each other, one session in full is enough; more of them is a defect somewhere. */
const beginningsMax = 4

/**
 * A copy's dealings with a server, by messages: one round trip brings what is unsent and fetches what is new. Each side
 * remembers what the other has; where either has forgotten, the next message says it in full.
 */
export class MessageExchanger implements Exchanging {
  readonly #copy: SyncCopy
  readonly #session: ServerSession
  readonly #ports: MessagePorts
  readonly #contents: ContentTraffic
  #talk: MessageTalk | null = null
  #theirs = new Map<LineId, HeadsEntry>()
  #levelRevision = -1
  #waiting: Promise<void> | null = null
  #arrived: (() => Promise<Heard | null>) | null = null
  /** Why nothing is brought there any more: it was refused, since they may only read. */
  #barred: string | null = null
  /** Whether all news was told a moment ago, so that asking for it would be one round trip too many. */
  #isTold = false

  constructor(copy: SyncCopy, session: ServerSession, ports: MessagePorts) {
    this.#copy = copy
    this.#session = session
    this.#ports = ports
    this.#contents = new ContentTraffic(copy, session, ports)
  }

  get theirHeads(): Heads {
    return this.#theirs
  }

  get isLevel(): boolean {
    return !this.#arrived && this.#levelRevision === this.#copy.revision
  }

  get unsentEvents(): number {
    const unsent = missingThere(this.#copy.lines.heads(), this.#theirs, this.#copy.lines)
    return unsent.reduce((sum, { seq, theirSeq }) => sum + seq - theirSeq, 0)
  }

  exchange(): Promise<ExchangeOutcome> {
    return settled(() => this.#exchange())
  }

  look(): Promise<ExchangeOutcome> {
    return settled(async () => {
      const mine = await this.#held()
      const theirs = await this.#newTalk().heads(heldMark(mine, this.#ports.digest))
      this.#theirs = new Map(this.#believed(theirs ?? mine))
      return nothingMoved
    })
  }

  /** One request waits at the server, and outlasts exchanges that only bring something. */
  untilNews(waitMs: number): Promise<void> | null {
    if (!this.#talk) return null
    if (this.#arrived) return Promise.resolve()
    this.#waiting ??= this.#wait(this.#talk, waitMs)
    return this.#waiting
  }

  async #exchange(): Promise<ExchangeOutcome> {
    try {
      return await this.#exchangeAll()
    } catch (trouble) {
      // Whether it arrived is not known, and so neither is what the server remembers.
      this.#talk = null
      throw trouble
    }
  }

  async #exchangeAll(): Promise<ExchangeOutcome> {
    this.#copy.authorship?.signIfDue(this.#ports.clock.nowMs())
    const moved: Moved = { eventsIn: 0, eventsOut: 0, bytesOut: 0 }
    for (let beginnings = 0; ; beginnings += 1) {
      if (beginnings > beginningsMax)
        throw new ExchangeInterrupted({ kind: 'lost', detail: 'the server forgets what it was just told' })
      if (!this.#talk && !(await this.#begin(moved))) continue
      if (await this.#carryWhatMay(moved)) break
      this.#talk = null
    }
    if (!this.#isCutOff) await this.#contents.fetch()
    const { lines, revision } = this.#copy
    this.#levelRevision = lacksNothing(this.#theirs, lines) && !lines.isBeyond(this.#theirs) ? revision : -1
    return { kind: 'level', ...moved, ...(this.#barred !== null && { barred: this.#barred }) }
  }

  // Whoever may only read goes on reading, in a session in which nothing was said that the server did not hear.
  async #carryWhatMay(moved: Moved): Promise<boolean> {
    try {
      return await this.#carry(moved)
    } catch (trouble) {
      const { barred } = this.#session
      if (barred === null || this.#barred !== null || !(trouble instanceof ExchangeInterrupted)) throw trouble
      this.#barred = barred
      return false
    }
  }

  // What an abandoned copy wrote goes into rescue; nothing is carried to it any more (S6).
  get #isCutOff(): boolean {
    return this.#copy.closed?.reason === 'abandoned'
  }

  #newTalk(): MessageTalk {
    return new MessageTalk(this.#session, this.#copy.lines, this.#ports)
  }

  /** By the mark of what is here: where the server had the same lately, only what moved since is said. */
  async #begin(moved: Moved): Promise<boolean> {
    this.#arrived = this.#waiting = null
    const talk = this.#newTalk()
    const mine = await this.#held()
    this.#theirs = new Map()
    const begins = { fileId: this.#copy.format.fileId, mark: heldMark(mine, this.#ports.digest) }
    const saying = { begins, waitMs: this.#isCutOff ? null : 0, stretches: [], entries: [] }
    const heard = await talk.exchange(saying, mine)
    if (!heard) return false
    this.#theirs = new Map(heard.isBaseKnown ? mine : [])
    this.#talk = talk
    await this.#take(heard, moved)
    this.#isTold = !heard.hasMore
    return true
  }

  /** All that is durably here, with what is signed of it. */
  async #held(): Promise<Heads> {
    return (await this.#copy.durableHeadsBeyond(new Map())) ?? new Map()
  }

  /** Brings what is unsent and asks for news, until neither side lacks anything; false where the session was lost. */
  async #carry(moved: Moved): Promise<boolean> {
    const talk = this.#talk
    if (!talk) return false
    const arrived = this.#arrived
    this.#arrived = null
    if (arrived) {
      const heard = await arrived()
      if (!heard) return false
      await this.#take(heard, moved)
      this.#isTold = !heard.hasMore
    }
    const mine = await this.#copy.durableHeadsBeyond(this.#theirs)
    const sent = this.#barred === null ? mine : null
    const unsent = sent ? missingThere(sent, this.#theirs, this.#copy.lines) : []
    moved.bytesOut += await this.#contents.send(unsent)
    const sendings = sent ? piecesOf(unsent, sent, this.#theirs, this.#copy) : []
    return this.#ask(talk, sendings, moved)
  }

  async #ask(talk: MessageTalk, sendings: readonly Sending[], moved: Moved): Promise<boolean> {
    const rest = [...sendings]
    const asks = !this.#waiting && !this.#isCutOff && !this.#isTold
    this.#isTold = false
    for (let hasMore = asks; rest.length > 0 || hasMore;) {
      const sending = rest.shift()
      const waitMs = rest.length === 0 && (asks || hasMore) ? 0 : null
      const { stretches = [], entries = [] } = sending ?? {}
      const heard = await talk.exchange({ begins: null, waitMs, stretches, entries }, this.#theirs)
      if (!heard) return false
      for (const entry of sending?.leadsTo ?? []) this.#theirs.set(entry.line, entry)
      moved.eventsOut += stretches.reduce((sum, { events }) => sum + events.length, 0)
      moved.bytesOut += sizeOf(stretches)
      await this.#take(heard, moved)
      hasMore = heard.hasMore
    }
    return true
  }

  async #take(heard: Heard, moved: Moved): Promise<void> {
    for (const [line, entry] of heard.heads) this.#theirs.set(line, entry)
    if (this.#isCutOff || heard.heads.size === 0) return
    moved.eventsIn += await this.#takeIn(heard.stretches, heard.heads)
    const stray = this.#copy.takeStray()
    const isPlain = heard.isBaseKnown && stray.size === 0 && heard.heads.size === heard.stretches.length
    if (!isPlain) moved.eventsIn += await this.#fetchMissing(stray)
    this.#theirs = new Map(this.#believed(this.#theirs))
  }

  async #fetchMissing(stray: ReadonlySet<LineId>): Promise<number> {
    const missing = missingHere(this.#believed(this.#theirs), this.#copy.lines, stray)
    const wanted = wantedOf(missing, this.#theirs, this.#copy.lines)
    let eventsIn = 0
    for await (const stretches of fetchWanted(this.#talk ?? this.#newTalk(), wanted))
      eventsIn += await this.#takeIn(stretches, this.#theirs)
    return eventsIn
  }

  async #takeIn(stretches: readonly Stretch[], heads: Heads): Promise<number> {
    const { authorship } = this.#copy
    const admitted = authorship ? authorship.admitted(stretches, heads) : stretches
    const eventsIn = await this.#copy.takeIn(admitted, 'journal')
    authorship?.adopt(heads)
    return eventsIn
  }

  #believed(theirs: Heads): Heads {
    return this.#copy.authorship?.sound(theirs) ?? theirs
  }

  async #wait(talk: MessageTalk, waitMs: number): Promise<void> {
    const saying = { begins: null, waitMs, stretches: [], entries: [] }
    const outcome = await talk.exchange(saying, this.#theirs).then(
      (heard) => () => Promise.resolve(heard),
      (trouble: unknown) => () => Promise.reject(trouble),
    )
    // A session begun meanwhile has been told everything by itself.
    if (talk !== this.#talk) return
    this.#waiting = null
    this.#arrived = outcome
  }
}

const sizeOf = (stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, { events }) => sum + events.reduce((bytes, { length }) => bytes + length, 0), 0)
