import type { FileState, Placement } from '../merge/index.ts'
import {
  type DocumentClaim,
  documentClaim,
  documentView,
  type DocumentView,
  shownNames,
} from './document-view.ts'

/** Updated with each write. Names are numbered again only if one was added, removed or changed. */
export class DocumentList {
  readonly #state: FileState
  readonly #claims = new Map<string, DocumentClaim>()
  readonly #views = new Map<string, DocumentView>()
  #names: ReadonlyMap<string, string> | null = null
  /** The previous names, until the differences are known. */
  #before: ReadonlyMap<string, string> | null = null
  /** The ranking behind the numbered names: it may change without a write to any of them. */
  #rankings = 0
  readonly #renamed = new Set<string>()
  #all: readonly DocumentView[] | null = null

  constructor(state: FileState) {
    this.#state = state
  }

  /** Call with every write to a document, after it is applied. */
  written(documentId: string): void {
    this.#all = null
    this.#views.delete(documentId)
    const claim = documentClaim(this.#state, documentId)
    if (isSameClaim(claim, this.#claims.get(documentId) ?? null)) return
    this.#forgetNames()
    if (claim === null) this.#claims.delete(documentId)
    else this.#claims.set(documentId, claim)
  }

  /** Call with every write to a folder: documents are shown under its path. */
  foldersChanged(): void {
    for (const documentId of this.#claims.keys()) this.written(documentId)
    this.#forgetNames()
  }

  /** Returns, and forgets, documents renamed since the last call without a write to them. */
  takeRenamed(): readonly string[] {
    this.#shownNames()
    const renamed = [...this.#renamed]
    this.#renamed.clear()
    return renamed
  }

  /** All documents with content, by claimed name and id; equal on every copy with the same events. */
  all(): readonly DocumentView[] {
    const names = this.#shownNames()
    this.#all ??= [...names.keys()].flatMap((documentId) => this.find(documentId) ?? [])
    return this.#all
  }

  find(documentId: string): DocumentView | null {
    const names = this.#shownNames()
    const known = this.#views.get(documentId)
    if (known) return known
    const name = names.get(documentId)
    const view = name === undefined ? null : documentView(this.#state, documentId, name)
    if (view) this.#views.set(documentId, view)
    return view
  }

  #forgetNames(): void {
    this.#before ??= this.#names
    this.#names = null
    this.#all = null
  }

  #shownNames(): ReadonlyMap<string, string> {
    if (this.#rankings !== this.#state.rankings) this.#forgetNames()
    if (this.#names) return this.#names
    this.#rankings = this.#state.rankings
    this.#names = shownNames(this.#state, this.#claims)
    this.#views.clear()
    for (const [documentId, name] of this.#before ?? []) {
      if (this.#names.get(documentId) !== name) this.#renamed.add(documentId)
    }
    this.#before = null
    return this.#names
  }
}

const isSameClaim = (a: DocumentClaim | null, b: DocumentClaim | null): boolean => {
  if (a === null || b === null) return a === b
  return a.text === b.text && a.written === b.written && isSamePlacement(a.placement, b.placement)
}

const isSamePlacement = (a: Placement, b: Placement): boolean => {
  if (a.kind === 'folder') return b.kind === 'folder' && a.folder === b.folder
  return a.kind === b.kind
}
