import type { Event } from '../event/event.ts'
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
  /** Once in rescue, always carried: somebody may take it over. */
  readonly #rescued = new Set<string>()
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

  /** What lies in rescue is needed as well. */
  rescued({ line, seq }: Dot, content: LiveContent, isHere: (hash: string) => boolean): void {
    if (this.broughtBy(line, seq, seq).some(({ hash }) => hash === content.hash)) return
    if (!this.#uses.has(content.hash) && !isHere(content.hash)) this.#wanted.set(content.hash, content)
    this.#rescued.add(content.hash)
    this.#bring(line, seq, content)
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
    this.#bring(line, seq, use.content)
  }

  #bring(line: LineId, seq: number, content: LiveContent): void {
    let bySeq = this.#byDot.get(line)
    if (!bySeq) this.#byDot.set(line, (bySeq = new Map()))
    bySeq.set(seq, [...(bySeq.get(seq) ?? []), content])
  }

  // The event may have brought others, which are needed still.
  #drop({ line, seq }: Dot, hash: string): void {
    const brought = this.#byDot.get(line)?.get(seq) ?? []
    const left = brought.filter((content) => content.hash !== hash)
    if (left.length > 0) this.#byDot.get(line)?.set(seq, left)
    else this.#byDot.get(line)?.delete(seq)
    const use = this.#uses.get(hash)
    if (!use) return
    use.count -= 1
    if (use.count > 0) return
    this.#uses.delete(hash)
    if (!this.#rescued.has(hash)) this.#wanted.delete(hash)
  }
}

/** The documents' bytes that an event's writes name. */
export const contentsIn = (event: Event): readonly LiveContent[] =>
  event.ops.flatMap((op) => (op.kind === 'write' && op.value.kind === 'content' ? [op.value] : []))
