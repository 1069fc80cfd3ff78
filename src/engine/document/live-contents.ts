import type { Register, Written } from '../fold/register.ts'

/** Document bytes that a shown or conflicting version needs. */
export interface LiveContent {
  readonly hash: string
  readonly sizeBytes: number
}

/** Which document bytes are needed, kept up to date write by write. What was superseded is not carried any more. */
export class LiveContents {
  readonly #uses = new Map<string, { content: LiveContent; count: number }>()
  readonly #wanted = new Map<string, LiveContent>()

  /** Needed, and not known to be here: in the order in which they came to be needed. */
  wanted(): readonly LiveContent[] {
    return [...this.#wanted.values()]
  }

  isLive(hash: string): boolean {
    return this.#uses.has(hash)
  }

  arrived(hash: string): void {
    this.#wanted.delete(hash)
  }

  written(
    register: Register,
    written: Written,
    gone: readonly Written[],
    isHere: (hash: string) => boolean,
  ): void {
    if (register.merge !== 'document') return
    for (const { value } of gone) if (value.kind === 'content') this.#drop(value.hash)
    if (written.value.kind === 'content') this.#use(written.value, isHere)
  }

  #use({ hash, sizeBytes }: LiveContent, isHere: (hash: string) => boolean): void {
    const use = this.#uses.get(hash)
    this.#uses.set(hash, { content: { hash, sizeBytes }, count: (use?.count ?? 0) + 1 })
    if (!use && !isHere(hash)) this.#wanted.set(hash, { hash, sizeBytes })
  }

  #drop(hash: string): void {
    const use = this.#uses.get(hash)
    if (!use) return
    use.count -= 1
    if (use.count > 0) return
    this.#uses.delete(hash)
    this.#wanted.delete(hash)
  }
}
