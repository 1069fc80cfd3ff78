import { clockSkewMaxMs } from '../../event/index.ts'
import type { Clock, ShareSession } from '../../ports/index.ts'
import { jsonBytes, parseJson, paths } from '../../storage/folder/index.ts'
import { platformSessionLimit } from './turns.ts'

/** What somebody learned counts for so long: a host may be given more sessions one day. */
const learnedForMs = 7 * 24 * 60 * 60 * 1000

/** Half as long as the first time that a session is given back for those who are refused. */
const askAgainMs = 2.5 * 60_000

/** A copy that was refused so often in a row reckons with a quarter fewer sessions. */
const refusalsAStep = 4

/**
 * How many sessions a host accepts. Its owner may say so in the folder. Otherwise a refusal says something: there are fewer than
 * copies, and no more than the platform has at most. Whoever gets in after it says so in the folder, since those who are
 * linked are never refused, and would learn of it last.
 */
export class HostLimit {
  readonly #clock: Pick<Clock, 'nowMs'>
  /** Undefined until the folder was asked, and where it does not say; null where it says that there is none. */
  #stated: number | null | undefined
  #learned: number | null = null
  /** As the folder has it from whoever learned something. */
  #shared: number | null = null
  #refusals = 0
  #askedMs = Number.NEGATIVE_INFINITY

  constructor(clock: Pick<Clock, 'nowMs'>) {
    this.#clock = clock
  }

  /** Null where there is none, or none is known. */
  get sessions(): number | null {
    if (this.#stated !== undefined) return this.#stated
    const known = [this.#learned, this.#shared].filter((limit) => limit !== null)
    return known.length === 0 ? null : Math.min(...known)
  }

  /** Nobody has said anything, and nobody was refused. */
  get isUnknown(): boolean {
    return this.#stated === undefined && this.sessions === null
  }

  /** Nobody here knows, and somebody may have told the folder since it was asked. */
  get isToAskAgain(): boolean {
    const agoMs = this.#clock.nowMs() - this.#askedMs
    return this.isUnknown && (agoMs >= askAgainMs || agoMs < 0)
  }

  /** So many copies use the host, this one among them: all others together have taken what there is. */
  refused(copies: number): void {
    this.#refusals += 1
    const most = Math.min(this.sessions ?? platformSessionLimit, Math.max(1, copies - 1))
    const isStep = this.#refusals % refusalsAStep === 0
    this.#learned = Math.max(1, isStep ? Math.floor(most * 0.75) : most)
  }

  /** Asks the folder, and tells it what is known better here. What goes wrong with that is tried again. */
  async exchange(session: ShareSession): Promise<void> {
    this.#refusals = 0
    this.#askedMs = this.#clock.nowMs()
    const stated = await session.read(paths.serving)
    const limit = stated.kind === 'ok' ? parseJson(stated.value)?.['sessionLimit'] : undefined
    if (limit === null || (typeof limit === 'number' && limit >= 1)) {
      this.#stated = limit
      return
    }
    const shared = await session.read(paths.learnedLimit)
    this.#shared = shared.kind === 'ok' ? this.#fresh(parseJson(shared.value)) : null
    const learned = this.#learned
    if (learned === null || (this.#shared !== null && this.#shared <= learned)) return
    this.#shared = learned
    await session.writeWhole(
      paths.learnedLimit,
      jsonBytes({ sessionLimit: learned, learnedMs: this.#clock.nowMs() }),
    )
  }

  #fresh(json: Record<string, unknown> | null): number | null {
    const { sessionLimit, learnedMs } = json ?? {}
    if (typeof sessionLimit !== 'number' || typeof learnedMs !== 'number' || sessionLimit < 1) return null
    const agoMs = this.#clock.nowMs() - learnedMs
    return agoMs < learnedForMs && agoMs > -clockSkewMaxMs ? sessionLimit : null
  }
}
