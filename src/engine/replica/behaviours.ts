import type { LiveContent, NeededContent } from '../content/index.ts'
import { type Behaviour, behaviourOf, type FoldedFile, parseBehaviour } from '../document/index.ts'
import type { Disk } from '../ports/index.ts'
import { type CopyIdentity, paths } from '../storage/folder/index.ts'

/**
 * Decides which documents' bytes this copy fetches: by its own setting, each document's setting and people's
 * requests.
 */
export class Behaviours {
  readonly #disk: Disk
  readonly #file: () => FoldedFile
  readonly #identity: () => CopyIdentity
  readonly #asked = new Map<string, LiveContent>()
  #ofCopy: Behaviour

  /** Called each time: a rebuild or a new log replaces `file` and `identity`. */
  constructor(disk: Disk, file: () => FoldedFile, identity: () => CopyIdentity) {
    this.#disk = disk
    this.#file = file
    this.#identity = identity
    const text = new TextDecoder().decode(disk.read(paths.behaviour) ?? new Uint8Array(0))
    this.#ofCopy = parseBehaviour(text.trim()) ?? 'automatic'
  }

  get ofCopy(): Behaviour {
    return this.#ofCopy
  }

  /** Persists the setting for this copy alone. Throws DiskTrouble. */
  setOfCopy(behaviour: Behaviour): void {
    this.#disk.writeWhole(paths.behaviour, new TextEncoder().encode(`${behaviour}\n`))
    this.#ofCopy = behaviour
  }

  ofDocument(documentId: string): Behaviour | null {
    return this.#file().behaviourOf(documentId)
  }

  /** True if live copies were made from this one or hang under it: they get their bytes through it. */
  get isParent(): boolean {
    const { line: own } = this.#identity()
    const { state } = this.#file()
    return state
      .registrations()
      .some(
        ({ log: logId, parent, hangsUnder }) =>
          (parent === own || hangsUnder === own) && !state.hierarchy.hasEnded(logId),
      )
  }

  of(documentId: string): Behaviour {
    const { isParent } = this
    return behaviourOf({ ofDocument: this.ofDocument(documentId), ofCopy: this.#ofCopy, isParent })
  }

  /** The next exchange fetches these bytes. */
  ask(content: LiveContent): void {
    this.#asked.set(content.hash, content)
  }

  arrived(hash: string): void {
    this.#asked.delete(hash)
  }

  /** Filters missing contents, each with the documents that need it, to those that this copy fetches. */
  wanted(lacking: Iterable<readonly NeededContent[]>): readonly LiveContent[] {
    const file = this.#file()
    const takesAll = this.#ofCopy === 'automatic' && !file.hasBehaviours && !file.hasEmptied
    const contents: LiveContent[] = []
    for (const needed of lacking) {
      const [content] = needed
      const isTaken = takesAll || this.#takesOne(needed)
      if (content && isTaken && !this.#asked.has(content.hash)) contents.push(content)
    }
    return [...contents, ...this.#asked.values()]
  }

  travels(documentId: string): boolean {
    return this.ofDocument(documentId) !== 'never'
  }

  #takesOne(needed: readonly NeededContent[]): boolean {
    const file = this.#file()
    return needed.some(({ documentId }) => this.of(documentId) === 'automatic' && !file.isEmptied(documentId))
  }
}
