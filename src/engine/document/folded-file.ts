import { contentsIn, type LiveContent, LiveContents, type LiveParts } from '../content/index.ts'
import { displayText, type Event } from '../event/index.ts'
import { type Dot, isSameDot } from '../identifier/index.ts'
import type { Rescued } from '../log/index.ts'
import {
  FileState,
  folderTable,
  type Register,
  type ColdState,
  type StateParts,
  type Written,
} from '../merge/index.ts'
import type { Contents } from '../storage/contents/index.ts'
import { type Behaviour, behaviourField, parseBehaviour } from './behaviour.ts'
import { DocumentList } from './document-list.ts'
import { contentField, documentTable } from './document-view.ts'
import { emptiedTable, isEmptied } from './recycle-bin.ts'

/** A version that a document has or had, and its bytes. */
export interface FoldedVersion extends LiveContent {
  readonly dot: Dot
  /** The first that was applied of those that replaced it; null while it stands. */
  readonly replacedBy: Dot | null
}

/** A folded file that was written down. */
export interface ColdFile {
  readonly state: ColdState
  readonly live: LiveParts
  readonly versions: readonly (readonly [documentId: string, versions: readonly FoldedVersion[]])[]
  readonly behaviours: readonly (readonly [documentId: string, behaviour: Behaviour])[]
}

/** All that a folded file is made of, for whoever writes it down. */
export interface FileParts extends Omit<ColdFile, 'state'> {
  readonly state: StateParts
}

/** Who brings the working folder up to date with what was folded. */
export interface FoldedFileListener {
  /** What is shown of a document may have changed. */
  readonly documentChanged: (documentId: string) => void
  /** Documents' bytes are taken by another rule from now on. */
  readonly behaviourChanged: () => void
}

/**
 * The state and what is kept up to date beside it, write by write. Begun anew where an abandonment or a split line
 * changes what was folded: nothing is kept here that cannot be learned by folding again.
 */
export class FoldedFile {
  readonly state: FileState
  readonly documents: DocumentList
  readonly live = new LiveContents()
  /** Every version that a document ever had, in the order in which they were applied. */
  readonly #versions = new Map<string, (FoldedVersion & { replacedBy: Dot | null })[]>()
  readonly #emptied = new Set<string>()
  readonly #behaviours = new Map<string, Behaviour>()
  readonly #listener: FoldedFileListener
  // Half an event must never be applied: what the disk cannot say now is asked again before it is fetched.
  readonly #isHere: (content: LiveContent) => boolean

  /** `resting` was written down, and is gone on with. */
  constructor(contents: Contents, listener: FoldedFileListener, cold: ColdFile | null = null) {
    this.state = new FileState(cold?.state)
    this.documents = new DocumentList(this.state)
    this.#listener = listener
    this.#isHere = (content) => contents.isSurelyHere(content)
    this.state.onRerank((register) => this.#ranked(register))
    if (cold) this.#restore(cold)
  }

  parts(): FileParts {
    return {
      state: this.state.parts(),
      live: this.live.parts(),
      versions: [...this.#versions],
      behaviours: [...this.#behaviours],
    }
  }

  apply(dot: Dot, event: Event): void {
    this.state.apply(dot, event, (register, written, gone) => this.#onWrite(register, written, gone))
  }

  /** The bytes behind what lies in rescue are needed, too. */
  rescued(rescued: readonly Rescued[]): void {
    for (const { dot, event } of rescued)
      for (const content of contentsIn(event)) this.live.rescued(dot, content, this.#isHere)
  }

  versionsOf(documentId: string): readonly FoldedVersion[] {
    return this.#versions.get(documentId) ?? []
  }

  /** Every document that ever had a version, in the order in which this copy learned of them. */
  documentIds(): readonly string[] {
    return [...this.#versions.keys()]
  }

  /** Somebody emptied the bin of it, and nobody has restored it or saved it since: nobody needs its bytes. */
  isEmptied(documentId: string): boolean {
    return this.#emptied.has(documentId) && isEmptied(this.state, documentId)
  }

  /** Whether the bin was ever emptied of anything. */
  get hasEmptied(): boolean {
    return this.#emptied.size > 0
  }

  /** A document's own behaviour; null where nobody gave it one. */
  behaviourOf(documentId: string): Behaviour | null {
    return this.#behaviours.get(documentId) ?? null
  }

  /** Whether any document has a behaviour of its own. */
  get hasBehaviours(): boolean {
    return this.#behaviours.size > 0
  }

  #restore({ live, versions, behaviours }: ColdFile): void {
    this.live.restore(live, this.#isHere)
    for (const [documentId, known] of versions)
      this.#versions.set(
        documentId,
        known.map((version) => ({ ...version })),
      )
    for (const documentId of this.state.keys(emptiedTable)) this.#emptied.add(documentId)
    for (const [documentId, behaviour] of behaviours) this.#behaviours.set(documentId, behaviour)
    for (const documentId of this.state.keys(documentTable)) {
      this.documents.written(documentId)
      this.#listener.documentChanged(documentId)
    }
    this.#listener.behaviourChanged()
  }

  #onWrite(register: Register, written: Written, gone: readonly Written[]): void {
    this.live.written(register, written, gone, this.#isHere)
    this.#ranked(register)
    if (register.table === emptiedTable) this.#emptied.add(register.key)
    if (register.table !== documentTable) return
    if (register.field === contentField) this.#addVersion(register.key, written, gone)
    if (register.field === behaviourField) this.#behave(register)
  }

  // Also where what is shown changed without a write to it.
  #ranked({ table, key }: Register): void {
    if (table === documentTable) {
      this.documents.written(key)
      this.#listener.documentChanged(key)
    } else if (table === folderTable) this.documents.foldersChanged()
  }

  #addVersion(documentId: string, { dot, value }: Written, gone: readonly Written[]): void {
    const versions = this.#versions.get(documentId)
    for (const replaced of gone) {
      const version = versions?.findLast((each) => isSameDot(each.dot, replaced.dot))
      if (version) version.replacedBy = dot
    }
    if (value.kind !== 'content') return
    const version = { dot, hash: value.hash, sizeBytes: value.sizeBytes, replacedBy: null }
    if (versions) versions.push(version)
    else this.#versions.set(documentId, [version])
  }

  #behave({ key, siblings }: Register): void {
    const behaviour = siblings[0] ? parseBehaviour(displayText(siblings[0].value)) : null
    if (behaviour) this.#behaviours.set(key, behaviour)
    else this.#behaviours.delete(key)
    this.#listener.behaviourChanged()
  }
}
