import type { Dot, LineId } from '../event/line.ts'
import type { Register, Written } from '../fold/register.ts'

/** Document bytes that a shown or conflicting version needs. */
export interface LiveContent {
  readonly hash: string
  readonly sizeBytes: number
}

interface Use {
  readonly content: LiveContent
  /** The versions that need it. */
  count: number
}

/** Which document bytes are needed, kept up to date write by write. What was superseded is not carried any more. */
export class LiveContents {
  readonly #uses = new Map<string, Use>()
  readonly #wanted = new Map<string, LiveContent>()
  /** By line, then by the place of the event that brought it. */
  readonly #byDot = new Map<LineId, Map<number, LiveContent[]>>()

  /** Needed, and not known to be here: in the order in which they came to be needed. */
  wanted(): readonly LiveContent[] {
    return [...this.#wanted.values()]
  }

  arrived(hash: string): void {
    this.#wanted.delete(hash)
  }

  /** What events of one line brought, as far as it is needed still. */
  broughtBy(line: LineId, fromSeq: number, toSeq: number): readonly LiveContent[] {
    const brought: LiveContent[] = []
    const bySeq = this.#byDot.get(line)
    for (let seq = fromSeq; bySeq && seq <= toSeq; seq += 1) brought.push(...(bySeq.get(seq) ?? []))
    return brought
  }

  written(
    register: Register,
    written: Written,
    gone: readonly Written[],
    isHere: (hash: string) => boolean,
  ): void {
    if (register.merge !== 'document') return
    for (const { value, dot } of gone) if (value.kind === 'content') this.#drop(dot, value.hash)
    if (written.value.kind === 'content') this.#use(written.dot, written.value, isHere)
  }

  #use({ line, seq }: Dot, { hash, sizeBytes }: LiveContent, isHere: (hash: string) => boolean): void {
    const use = this.#uses.get(hash) ?? { content: { hash, sizeBytes }, count: 0 }
    if (use.count === 0 && !isHere(hash)) this.#wanted.set(hash, use.content)
    use.count += 1
    this.#uses.set(hash, use)
    let bySeq = this.#byDot.get(line)
    if (!bySeq) this.#byDot.set(line, (bySeq = new Map()))
    bySeq.set(seq, [...(bySeq.get(seq) ?? []), use.content])
  }

  #drop({ line, seq }: Dot, hash: string): void {
    this.#byDot.get(line)?.delete(seq)
    const use = this.#uses.get(hash)
    if (!use) return
    use.count -= 1
    if (use.count > 0) return
    this.#uses.delete(hash)
    this.#wanted.delete(hash)
  }
}
