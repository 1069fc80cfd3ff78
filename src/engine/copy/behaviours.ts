import { type Behaviour, behaviourField, behaviourOf, parseBehaviour } from '../document/behaviour.ts'
import { documentTable } from '../document/document-view.ts'
import type { LiveContent, NeededContent } from '../document/live-contents.ts'
import { displayText } from '../event/value.ts'
import type { FileState } from '../fold/file-state.ts'
import type { CopyIdentity } from '../folder/identity.ts'
import { paths } from '../folder/layout.ts'
import type { Disk } from '../ports/disk.ts'

/** Which documents' bytes this copy takes: its own setting, those of the documents, and what somebody asked for. */
export class Behaviours {
  readonly #disk: Disk
  readonly #state: FileState
  readonly #identity: CopyIdentity
  readonly #ofDocuments = new Map<string, Behaviour>()
  readonly #asked = new Map<string, LiveContent>()
  #ofCopy: Behaviour

  constructor(disk: Disk, state: FileState, identity: CopyIdentity) {
    this.#disk = disk
    this.#state = state
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

  /** To be told of every write to a document's behaviour, after it was applied. */
  written(documentId: string): void {
    const shown = this.#state.register(documentTable, documentId, behaviourField)?.heads[0]
    const behaviour = shown ? parseBehaviour(displayText(shown.value)) : null
    if (behaviour) this.#ofDocuments.set(documentId, behaviour)
    else this.#ofDocuments.delete(documentId)
  }

  ofDocument(documentId: string): Behaviour | null {
    return this.#ofDocuments.get(documentId) ?? null
  }

  /** Whether copies were made from this one, which get their bytes through it. */
  get isParent(): boolean {
    const { line } = this.#identity
    return this.#state.registrations().some(({ parent }) => parent === line)
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
  wanted(lacking: readonly (readonly NeededContent[])[]): readonly LiveContent[] {
    const takesAll = this.#ofCopy === 'automatic' && this.#ofDocuments.size === 0
    const taken = takesAll ? lacking : lacking.filter((needed) => this.#takesOne(needed))
    const contents = taken.flatMap(([content]) =>
      content && !this.#asked.has(content.hash) ? [content] : [],
    )
    return [...contents, ...this.#asked.values()]
  }

  /** Whether a document's bytes may leave the copy they were saved in. */
  travels(documentId: string): boolean {
    return this.ofDocument(documentId) !== 'never'
  }

  #takesOne(needed: readonly NeededContent[]): boolean {
    return needed.some(({ documentId }) => this.of(documentId) === 'automatic')
  }
}
