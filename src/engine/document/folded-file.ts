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

export interface FoldedVersion extends LiveContent {
  readonly dot: Dot
  /** The first version applied that superseded it, or null. */
  readonly replacedBy: Dot | null
}

export interface ColdFile {
  readonly state: ColdState
  readonly live: LiveParts
  readonly versions: readonly (readonly [documentId: string, versions: readonly FoldedVersion[]])[]
  readonly behaviours: readonly (readonly [documentId: string, behaviour: Behaviour])[]
}

export interface FileParts extends Omit<ColdFile, 'state'> {
  readonly state: StateParts
}

/** Hears of changes that concern the working folder. */
export interface FoldedFileListener {
  readonly documentChanged: (documentId: string) => void
  /** A behaviour changed, and with it the documents whose bytes this copy fetches. */
  readonly behaviourChanged: () => void
}

/**
 * The state and its derived views. An abandonment or a fork may change past events, and then a rebuild
 * replaces it. So it holds nothing that folding cannot restore.
 */
export class FoldedFile {
  readonly state: FileState
  readonly documents: DocumentList
  readonly live = new LiveContents()
  /** Every version of each document, in order of application. */
  readonly #versions = new Map<string, (FoldedVersion & { replacedBy: Dot | null })[]>()
  readonly #emptied = new Set<string>()
  readonly #behaviours = new Map<string, Behaviour>()
  readonly #listener: FoldedFileListener
  // A disk error must not interrupt an event halfway. So unreadable bytes count as missing until the next check.
  readonly #isHere: (content: LiveContent) => boolean

  /** Continues from a snapshot if `cold` is given. */
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

  /** Rescued events need their document bytes as well. */
  rescued(rescued: readonly Rescued[]): void {
    for (const { dot, event } of rescued)
      for (const content of contentsIn(event)) this.live.rescued(dot, content, this.#isHere)
  }

  versionsOf(documentId: string): readonly FoldedVersion[] {
    return this.#versions.get(documentId) ?? []
  }

  documentIds(): readonly string[] {
    return [...this.#versions.keys()]
  }

  /** Whether its bin was emptied without a restore or save since, so that its bytes are unneeded. */
  isEmptied(documentId: string): boolean {
    return this.#emptied.has(documentId) && isEmptied(this.state, documentId)
  }

  get hasEmptied(): boolean {
    return this.#emptied.size > 0
  }

  behaviourOf(documentId: string): Behaviour | null {
    return this.#behaviours.get(documentId) ?? null
  }

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

  // The shown value may change without a write to its register.
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
