import type { Event } from '../event/index.ts'
import type { Dot, LogId } from '../identifier/index.ts'
import type { Register, Written } from '../merge/index.ts'

export interface LiveContent {
  readonly hash: string
  readonly sizeBytes: number
}

export interface NeededContent extends LiveContent {
  readonly documentId: string
}

export interface BroughtContent {
  readonly dot: Dot
  readonly content: NeededContent
}

/** In order of need: use counts, rescued contents, and the events that wrote current and replaced ones. */
export interface LiveParts {
  readonly uses: readonly (readonly [hash: string, count: number])[]
  readonly rescued: readonly string[]
  readonly brought: readonly BroughtContent[]
  readonly replaced: readonly BroughtContent[]
}

/** Superseded versions are no longer carried. */
export class LiveContents {
  readonly #uses = new Map<string, number>()
  readonly #wanted = new Map<string, NeededContent[]>()
  /** Contents in rescue are always carried, since somebody may take them over. */
  readonly #rescued = new Set<string>()
  /** By log, then by sequence number. */
  readonly #byDot = new Map<LogId, Map<number, NeededContent[]>>()
  /** The same for versions replaced since. */
  readonly #pastByDot = new Map<LogId, Map<number, NeededContent[]>>()

  /** Restores needs from a snapshot, and checks again which bytes are present. */
  restore({ uses, rescued, brought, replaced }: LiveParts, isHere: (content: LiveContent) => boolean): void {
    const byHash = new Map<string, NeededContent[]>()
    for (const { dot, content } of brought) {
      note(this.#byDot, dot, content)
      const alike = byHash.get(content.hash)
      if (alike) alike.push(content)
      else byHash.set(content.hash, [content])
    }
    for (const { dot, content } of replaced) note(this.#pastByDot, dot, content)
    for (const [hash, count] of uses) this.#uses.set(hash, count)
    for (const hash of rescued) this.#rescued.add(hash)
    for (const hash of new Set([...this.#uses.keys(), ...rescued])) {
      const [first, ...others] = byHash.get(hash) ?? []
      if (first && !isHere(first)) this.#wanted.set(hash, [first, ...others])
    }
  }

  parts(): LiveParts {
    return {
      uses: [...this.#uses],
      rescued: [...this.#rescued],
      brought: broughtIn(this.#byDot),
      replaced: broughtIn(this.#pastByDot),
    }
  }

  wanted(): Iterable<readonly NeededContent[]> {
    return this.#wanted.values()
  }

  get wantedCount(): number {
    return this.#wanted.size
  }

  arrived(hash: string): void {
    this.#wanted.delete(hash)
  }

  /** Marks bytes as missing that proved damaged or gone. */
  lost({ hash, sizeBytes, documentId }: NeededContent): void {
    const isNeeded = this.#uses.has(hash) || this.#rescued.has(hash)
    if (isNeeded && !this.#wanted.has(hash)) this.#wanted.set(hash, [{ hash, sizeBytes, documentId }])
  }

  isRescued(hash: string): boolean {
    return this.#rescued.has(hash)
  }

  /** Versions that these events of one log wrote and that are still needed. */
  broughtBy(logId: LogId, fromSeq: number, toSeq: number): readonly NeededContent[] {
    return contentsBetween(this.#byDot.get(logId), fromSeq, toSeq)
  }

  /** Versions that these events of one log wrote and that were replaced since. */
  replacedOf(logId: LogId, fromSeq: number, toSeq: number): readonly NeededContent[] {
    return contentsBetween(this.#pastByDot.get(logId), fromSeq, toSeq)
  }

  rescued({ log: logId, seq }: Dot, content: NeededContent, isHere: (content: LiveContent) => boolean): void {
    const { hash, documentId } = content
    const isBrought = this.broughtBy(logId, seq, seq).some(
      (brought) => brought.hash === hash && brought.documentId === documentId,
    )
    if (isBrought) return
    this.#want(content, () => this.#uses.has(hash) || this.#rescued.has(hash) || isHere(content))
    this.#rescued.add(hash)
    note(this.#byDot, { log: logId, seq }, content)
  }

  written(
    register: Register,
    written: Written,
    gone: readonly Written[],
    isHere: (content: LiveContent) => boolean,
  ): void {
    if (register.merge !== 'document') return
    const documentId = register.key
    for (const { value, dot } of gone) {
      if (value.kind !== 'content') continue
      const { hash, sizeBytes } = value
      this.#drop(dot, hash, documentId)
      note(this.#pastByDot, dot, { hash, sizeBytes, documentId })
    }
    if (written.value.kind !== 'content') return
    const { hash, sizeBytes } = written.value
    this.#use(written.dot, { hash, sizeBytes, documentId }, isHere)
  }

  #use({ log: logId, seq }: Dot, content: NeededContent, isHere: (content: LiveContent) => boolean): void {
    const { hash } = content
    const count = this.#uses.get(hash) ?? 0
    this.#uses.set(hash, count + 1)
    this.#want(content, () => count > 0 || isHere(content))
    note(this.#byDot, { log: logId, seq }, content)
  }

  #want(content: NeededContent, isKnown: () => boolean): void {
    const wanted = this.#wanted.get(content.hash)
    if (wanted) wanted.push(content)
    else if (!isKnown()) this.#wanted.set(content.hash, [content])
  }

  #drop({ log: logId, seq }: Dot, hash: string, documentId: string): void {
    this.#forget({ log: logId, seq }, documentId)
    const count = this.#uses.get(hash)
    if (count === undefined) return
    if (count > 1) {
      this.#uses.set(hash, count - 1)
      return
    }
    this.#uses.delete(hash)
    if (!this.#rescued.has(hash)) this.#wanted.delete(hash)
  }

  // One event may write versions of several documents.
  #forget({ log: logId, seq }: Dot, documentId: string): void {
    const bySeq = this.#byDot.get(logId)
    const left = bySeq?.get(seq)?.filter((content) => content.documentId !== documentId) ?? []
    if (left.length > 0) bySeq?.set(seq, left)
    else bySeq?.delete(seq)
  }
}

type ByDot = Map<LogId, Map<number, NeededContent[]>>

const note = (byDot: ByDot, { log: logId, seq }: Dot, content: NeededContent): void => {
  let bySeq = byDot.get(logId)
  if (!bySeq) byDot.set(logId, (bySeq = new Map()))
  const known = bySeq.get(seq)
  if (known) known.push(content)
  else bySeq.set(seq, [content])
}

const broughtIn = (byDot: ByDot): readonly BroughtContent[] =>
  [...byDot].flatMap(([logId, bySeq]) =>
    [...bySeq].flatMap(([seq, contents]) =>
      contents.map((content) => ({ dot: { log: logId, seq }, content })),
    ),
  )

const contentsBetween = (
  bySeq: ReadonlyMap<number, readonly NeededContent[]> | undefined,
  fromSeq: number,
  toSeq: number,
): readonly NeededContent[] => {
  const contents: NeededContent[] = []
  for (let seq = fromSeq; bySeq && seq <= toSeq; seq += 1) contents.push(...(bySeq.get(seq) ?? []))
  return contents
}

export const contentsIn = (event: Event): readonly NeededContent[] =>
  event.ops.flatMap((op) => {
    if (op.kind !== 'write' || op.value.kind !== 'content') return []
    const { hash, sizeBytes } = op.value
    return [{ hash, sizeBytes, documentId: op.key }]
  })
