import { clockSkewMaxMs } from '../../event/index.ts'
import type { Clock, ShareSession } from '../../ports/index.ts'
import { jsonBytes, parseJson, paths } from '../../storage/folder/index.ts'
import { platformSessionLimit } from './turns.ts'

/** A learned limit expires, since a host's limit may be raised. */
const learnedForMs = 7 * 24 * 60 * 60 * 1000

/** Half of `yieldFirstMs`. */
const askAgainMs = 2.5 * 60_000

/** After each so many refusals in a row, the copy assumes a quarter fewer sessions. */
const refusalsAStep = 4

/**
 * How many sessions a host accepts. Its owner may state that in the folder. Otherwise a refusal bounds it:
 * below the number of copies, and at most the platform's limit. A refused copy records it once connected,
 * since linked copies see no refusal.
 */
export class HostLimit {
  readonly #clock: Pick<Clock, 'nowMs'>
  /** Undefined if unknown. Null if stated as unlimited. */
  #stated: number | null | undefined
  #learned: number | null = null
  /** As another copy recorded it. */
  #shared: number | null = null
  #refusals = 0
  #askedMs = Number.NEGATIVE_INFINITY

  constructor(clock: Pick<Clock, 'nowMs'>) {
    this.#clock = clock
  }

  /** Null if unlimited or unknown. */
  get sessions(): number | null {
    if (this.#stated !== undefined) return this.#stated
    const known = [this.#learned, this.#shared].filter((limit) => limit !== null)
    return known.length === 0 ? null : Math.min(...known)
  }

  /** True if no limit was stated and no copy was refused. */
  get isUnknown(): boolean {
    return this.#stated === undefined && this.sessions === null
  }

  get isToAskAgain(): boolean {
    const agoMs = this.#clock.nowMs() - this.#askedMs
    return this.isUnknown && (agoMs >= askAgainMs || agoMs < 0)
  }

  /** `copies` includes this one: the others hold every session. */
  refused(copies: number): void {
    this.#refusals += 1
    const most = Math.min(this.sessions ?? platformSessionLimit, Math.max(1, copies - 1))
    const isStep = this.#refusals % refusalsAStep === 0
    this.#learned = Math.max(1, isStep ? Math.floor(most * 0.75) : most)
  }

  /** Reads the recorded limit, and records a better one. The next exchange retries failures. */
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
