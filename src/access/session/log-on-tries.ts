export interface TryRules {
  readonly failuresMax: number
  /** How long failures count, and the wait after too many. */
  readonly forMs: number
}

export const defaultTryRules: TryRules = { failuresMax: 5, forMs: 15 * 60_000 }

const countedMax = 100_000

export interface Trier {
  readonly user: string
  readonly address: string
}

/**
 * Limits failed log-ons by user name, to protect an account, and by address, to slow attacks on many. Local
 * to one instance, so n instances allow n times as many. Concurrent attempts cannot exceed the limit.
 */
export class LogOnTries {
  readonly #rules: TryRules
  readonly #failures = new Map<string, readonly number[]>()
  readonly #underWay = new Map<string, number>()
  #waiting: (() => void)[] = []

  constructor(rules: TryRules = defaultTryRules) {
    this.#rules = rules
  }

  /** Returns until when attempts are blocked, or null if allowed. */
  waitsUntilMs(trier: Trier, nowMs: number): number | null {
    const until = countedAs(trier).flatMap((who) => {
      const failures = this.#recent(who, nowMs)
      return failures.length < this.#rules.failuresMax ? [] : [(failures.at(-1) ?? 0) + this.#rules.forMs]
    })
    return until.length === 0 ? null : Math.max(...until)
  }

  /**
   * Resolves with null if allowed, and then {@link end} must follow. Otherwise resolves with the end of the
   * block.
   */
  async begin(trier: Trier, nowMs: () => number): Promise<number | null> {
    for (;;) {
      const atMs = nowMs()
      const untilMs = this.waitsUntilMs(trier, atMs)
      if (untilMs !== null) return untilMs
      if (countedAs(trier).every((who) => this.#mayFail(who, atMs))) break
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
    for (const who of countedAs(trier)) this.#underWay.set(who, this.#underWayOf(who) + 1)
    return null
  }

  end(trier: Trier): void {
    for (const who of countedAs(trier)) {
      const left = this.#underWayOf(who) - 1
      if (left > 0) this.#underWay.set(who, left)
      else this.#underWay.delete(who)
    }
    const woken = this.#waiting
    this.#waiting = []
    for (const wake of woken) wake()
  }

  failed(trier: Trier, nowMs: number): void {
    for (const who of countedAs(trier)) {
      const failures = [...this.#recent(who, nowMs), nowMs]
      this.#failures.delete(who)
      this.#failures.set(who, failures)
    }
    // Bounds memory against invented names. Oldest failures go first.
    for (const who of this.#failures.keys()) {
      if (this.#failures.size <= countedMax) break
      this.#failures.delete(who)
    }
  }

  /** The address keeps its count, since an attacker may own one account. */
  succeeded({ user }: Trier): void {
    this.#failures.delete(`user ${user}`)
  }

  #underWayOf(who: string): number {
    return this.#underWay.get(who) ?? 0
  }

  #mayFail(who: string, nowMs: number): boolean {
    return this.#recent(who, nowMs).length + this.#underWayOf(who) < this.#rules.failuresMax
  }

  #recent(who: string, nowMs: number): readonly number[] {
    const failures = this.#failures.get(who) ?? []
    const recent = failures.filter((atMs) => Math.abs(nowMs - atMs) < this.#rules.forMs)
    if (recent.length < failures.length) {
      if (recent.length === 0) this.#failures.delete(who)
      else this.#failures.set(who, recent)
    }
    return recent.slice(-this.#rules.failuresMax)
  }
}

const countedAs = ({ user, address }: Trier): readonly string[] => [`user ${user}`, `address ${address}`]
