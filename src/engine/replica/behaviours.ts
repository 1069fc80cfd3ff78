import type { LiveContent, NeededContent } from '../content/index.ts'
import { type Behaviour, behaviourOf, type FoldedFile, parseBehaviour } from '../document/index.ts'
import type { Disk } from '../ports/index.ts'
import { type CopyIdentity, paths } from '../storage/folder/index.ts'

/** Which documents' bytes this copy takes: its own setting, those of the documents, and what somebody asked for. */
export class Behaviours {
  readonly #disk: Disk
  readonly #file: () => FoldedFile
  readonly #identity: () => CopyIdentity
  readonly #asked = new Map<string, LiveContent>()
  #ofCopy: Behaviour

  /** File and identity are asked for each time: both may have been begun anew. */
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

  /** Local to this copy, and kept: throws DiskTrouble. */
  setOfCopy(behaviour: Behaviour): void {
    this.#disk.writeWhole(paths.behaviour, new TextEncoder().encode(`${behaviour}\n`))
    this.#ofCopy = behaviour
  }

  ofDocument(documentId: string): Behaviour | null {
    return this.#file().behaviourOf(documentId)
  }

  /** Whether copies that are at work hang under this one, or were made from it: they get their bytes through it. */
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

  /** Somebody wants these bytes: the next exchange looks for them. */
  ask(content: LiveContent): void {
    this.#asked.set(content.hash, content)
  }

  arrived(hash: string): void {
    this.#asked.delete(hash)
  }

  /** Of the bytes that are lacking, each with the documents that need them, those that are to be fetched. */
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

  /** Whether a document's bytes may leave the copy they were saved in. */
  travels(documentId: string): boolean {
    return this.ofDocument(documentId) !== 'never'
  }

  #takesOne(needed: readonly NeededContent[]): boolean {
    const file = this.#file()
    return needed.some(({ documentId }) => this.of(documentId) === 'automatic' && !file.isEmptied(documentId))
  }
}
