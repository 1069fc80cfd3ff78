import { isPacked, type LiveContent } from '../../content/index.ts'
import type { SpentContent } from '../../document/index.ts'
import { clockSkewMaxMs } from '../../event/index.ts'
import type { Dot } from '../../identifier/index.ts'
import { type Clock, type Digest, type ShareSession } from '../../ports/index.ts'
import type { Contents } from '../../storage/contents/index.ts'
import {
  asideFolder,
  asidePath,
  contentPath,
  packPath,
  packsFolder,
  parseRetentionNotes,
  paths,
  retentionBytes,
  type RetentionNotes,
} from '../../storage/folder/index.ts'
import { carriedOut, type ExchangeRefusal, exchangeRefusalOf, presentOrNull } from './exchange-trouble.ts'
import { namedPacks } from './named-packs.ts'

export interface RetentionRules {
  /** How long a version lies aside. Must exceed any exchange that may rely on it. */
  readonly graceMs: number
  readonly checkEveryMs: number
  /** Per pass. */
  readonly removalsMax: number
}

const hourMs = 60 * 60 * 1000

export const defaultRetentionRules: RetentionRules = {
  graceMs: 24 * hourMs,
  checkEveryMs: hourMs,
  removalsMax: 200,
}

/** Removable contents, and what their owner or visitor knows about them. */
export interface RetentionPlan {
  readonly keepMs: number
  readonly spent: readonly SpentContent[]
  /** True if no copy can show the version that this event replaced. */
  readonly isAcknowledged: (dot: Dot) => boolean
  /** Null for a visitor, since only the owner can rewrite packs that depend on a removable one. */
  readonly own: Pick<Contents, 'release' | 'isNamed' | 'reopen'> | null
}

export type RetentionOutcome = { readonly kind: 'looked'; readonly dropped: number } | ExchangeRefusal

export interface RetentionPorts {
  readonly clock: Pick<Clock, 'nowMs'>
  readonly digest: Digest
}

/**
 * Drops unneeded contents, as owner or visitor. Moves them aside first, so that no sender believes them
 * present, and removes them after the grace period.
 */
export const dropVersions = async (
  session: ShareSession,
  ports: RetentionPorts,
  plan: RetentionPlan,
  rules: RetentionRules = defaultRetentionRules,
): Promise<RetentionOutcome> => {
  try {
    const notes = parseRetentionNotes(presentOrNull(await session.read(paths.retention)))
    const nowMs = ports.clock.nowMs()
    const isRecent = notes.checkedMs <= nowMs + clockSkewMaxMs && nowMs - notes.checkedMs < rules.checkEveryMs
    if (isRecent) return { kind: 'looked', dropped: 0 }
    return await new RetentionPass({ session, ports, plan, rules, notes, nowMs }).run()
  } catch (trouble) {
    return exchangeRefusalOf(trouble)
  }
}

interface RetentionPassParts {
  readonly session: ShareSession
  readonly ports: RetentionPorts
  readonly plan: RetentionPlan
  readonly rules: RetentionRules
  readonly notes: RetentionNotes
  readonly nowMs: number
}

class RetentionPass {
  readonly #parts: RetentionPassParts
  readonly #spent: ReadonlyMap<string, SpentContent>
  readonly #since: Map<string, number>
  readonly #aside: Map<string, number>
  readonly #dropped: Map<string, number>
  /** Versions that other packs depend on, as a visitor read them. Null until first needed. */
  #named: ReadonlySet<string> | null = null

  constructor(parts: RetentionPassParts) {
    this.#parts = parts
    this.#spent = new Map(parts.plan.spent.map((content) => [content.hash, content]))
    this.#since = new Map(parts.notes.since)
    this.#aside = new Map(parts.notes.aside)
    this.#dropped = new Map(parts.notes.dropped)
  }

  async run(): Promise<RetentionOutcome> {
    const dropped = await this.#resolveAside()
    const here = await this.#here()
    this.#noteSince(here)
    const due = await this.#due(here)
    for (const { hash } of due) this.#aside.set(hash, this.#parts.nowMs)
    // Notes come first: a file found aside without a note is moved back.
    await this.#note()
    const { session } = this.#parts
    for (const content of due) presentOrNull(await session.rename(pathOf(content), asideOf(content)))
    return { kind: 'looked', dropped }
  }

  /** Removes files that lay aside long enough, and moves back those that are needed again. */
  async #resolveAside(): Promise<number> {
    const { session, rules, nowMs, plan } = this.#parts
    plan.own?.reopen()
    const names = presentOrNull(await session.list(asideFolder)) ?? []
    let dropped = 0
    for (const { hash, isPack, path } of names.flatMap(asideNamed)) {
      const sinceMs = this.#aside.get(hash)
      const spent = this.#spent.get(hash)
      const isNamed = isPack && (await this.#isNamed(hash))
      const isKept = isNamed || sinceMs === undefined || !spent || !this.#isDue(spent)
      if (isKept) presentOrNull(await session.rename(path, isPack ? packPath(hash) : contentPath(hash)))
      else if (nowMs - sinceMs >= rules.graceMs) dropped += await this.#drop(hash, path)
      if (isKept) this.#aside.delete(hash)
    }
    return dropped
  }

  async #drop(hash: string, path: string): Promise<number> {
    this.#dropped.set(hash, this.#parts.nowMs)
    this.#aside.delete(hash)
    this.#since.delete(hash)
    // Notes come first, so that nobody reports the version as lost.
    await this.#note()
    presentOrNull(await this.#parts.session.remove(path))
    return 1
  }

  /** A stale listing only delays removal or tries it needlessly. */
  async #here(): Promise<readonly SpentContent[]> {
    const { plan } = this.#parts
    const whole = await this.#namesIn(paths.contentsFolder, false)
    const packs = await this.#namesIn(packsFolder, true)
    return plan.spent.filter(({ hash, sizeBytes }) => (isPacked(sizeBytes) ? packs : whole).has(hash))
  }

  async #namesIn(folder: string, arePacks: boolean): Promise<ReadonlySet<string>> {
    const { session, plan } = this.#parts
    const ofKind = plan.spent.filter(({ sizeBytes }) => isPacked(sizeBytes) === arePacks)
    const starts = [...new Set(ofKind.map(({ hash }) => hash.slice(0, 2)))].sort()
    const names = new Set<string>()
    for (const start of starts)
      for (const name of presentOrNull(await session.list(`${folder}/${start}`)) ?? []) names.add(name)
    return names
  }

  #noteSince(here: readonly SpentContent[]): void {
    const { nowMs } = this.#parts
    const hashes = new Set(here.map(({ hash }) => hash))
    for (const hash of this.#since.keys())
      if (!hashes.has(hash) && !this.#aside.has(hash)) this.#since.delete(hash)
    for (const hash of hashes) {
      const known = this.#since.get(hash)
      // A dropped version that is back was requested again. Ignores times in the future: a clock is wrong.
      this.#dropped.delete(hash)
      if (known === undefined || known > nowMs + clockSkewMaxMs) this.#since.set(hash, nowMs)
    }
    for (const hash of this.#dropped.keys()) if (!this.#spent.has(hash)) this.#dropped.delete(hash)
  }

  #isOldEnough(hash: string): boolean {
    const sinceMs = this.#since.get(hash) ?? Number.POSITIVE_INFINITY
    return this.#parts.nowMs - sinceMs >= this.#parts.plan.keepMs
  }

  #isDue({ hash, replacedBy }: SpentContent): boolean {
    return this.#isOldEnough(hash) && replacedBy.every((dot) => this.#parts.plan.isAcknowledged(dot))
  }

  async #due(here: readonly SpentContent[]): Promise<readonly SpentContent[]> {
    const due: SpentContent[] = []
    for (const content of here) {
      if (due.length === this.#parts.rules.removalsMax) break
      if (this.#isDue(content) && (await this.#areThere(content.successors))) due.push(content)
    }
    const large = new Set(due.flatMap(({ hash, sizeBytes }) => (isPacked(sizeBytes) ? [hash] : [])))
    const released = large.size > 0 ? await this.#released(large) : large
    return due.filter(({ hash }) => !large.has(hash) || released.has(hash))
  }

  /** Large versions that no other pack depends on. The owner first rewrites packs that do. */
  async #released(large: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    const { own } = this.#parts.plan
    if (own) return own.release(large)
    const named = await namedPacks(this.#parts.session, large)
    return new Set([...large].filter((hash) => !named.has(hash)))
  }

  async #isNamed(hash: string): Promise<boolean> {
    const { own } = this.#parts.plan
    if (own) return own.isNamed(hash)
    this.#named ??= await namedPacks(this.#parts.session, new Set())
    return this.#named.has(hash)
  }

  // Otherwise this folder might lose its only intact version of a document.
  async #areThere(successors: readonly LiveContent[]): Promise<boolean> {
    for (const content of successors) if (!(await this.#isThere(content))) return false
    return true
  }

  async #isThere(content: LiveContent): Promise<boolean> {
    const { session, ports } = this.#parts
    if (isPacked(content.sizeBytes)) return presentOrNull(await session.sizeBytes(pathOf(content))) !== null
    const bytes = presentOrNull(await session.read(pathOf(content)))
    return bytes !== null && ports.digest.sha256Hex(bytes) === content.hash
  }

  async #note(): Promise<void> {
    const notes = { since: this.#since, aside: this.#aside, dropped: this.#dropped }
    const bytes = retentionBytes({ checkedMs: this.#parts.nowMs, ...notes })
    carriedOut(await this.#parts.session.writeWhole(paths.retention, bytes))
  }
}

const pathOf = ({ hash, sizeBytes }: LiveContent): string =>
  isPacked(sizeBytes) ? packPath(hash) : contentPath(hash)

const asideOf = ({ hash, sizeBytes }: LiveContent): string => asidePath(hash, isPacked(sizeBytes))

const asideNamed = (
  name: string,
): readonly { readonly hash: string; readonly isPack: boolean; readonly path: string }[] => {
  const hash = name.slice(0, 64)
  const isPack = name === `${hash}.pack`
  if (!/^[0-9a-f]{64}$/.test(hash) || (name !== hash && !isPack)) return []
  return [{ hash, isPack, path: `${asideFolder}/${name}` }]
}
