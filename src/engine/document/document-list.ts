import type { FileState } from '../fold/file-state.ts'
import { claimedName, documentView, type DocumentView, shownNames } from './document-view.ts'

/**
 * The documents as a person sees them, kept up to date write by write: a saved version changes one view, and only a
 * name that came, went or changed numbers the names anew.
 */
export class DocumentList {
  readonly #state: FileState
  readonly #claims = new Map<string, string>()
  readonly #views = new Map<string, DocumentView>()
  /** By id, in the order in which documents are listed. */
  #names: ReadonlyMap<string, string> | null = null
  #all: readonly DocumentView[] | null = null

  constructor(state: FileState) {
    this.#state = state
  }

  /** To be told of every write to a document's name or content, after it was applied. */
  written(documentId: string): void {
    this.#all = null
    this.#views.delete(documentId)
    const claim = claimedName(this.#state, documentId)
    if (claim === (this.#claims.get(documentId) ?? null)) return
    this.#names = null
    if (claim === null) this.#claims.delete(documentId)
    else this.#claims.set(documentId, claim)
  }

  /** All that have content, by their claimed name and id: the same list on every copy that folded the same. */
  all(): readonly DocumentView[] {
    this.#all ??= [...this.#shownNames().keys()].flatMap((documentId) => this.find(documentId) ?? [])
    return this.#all
  }

  find(documentId: string): DocumentView | null {
    const known = this.#views.get(documentId)
    if (known && this.#names) return known
    const name = this.#shownNames().get(documentId)
    const view = name === undefined ? null : documentView(this.#state, documentId, name)
    if (view) this.#views.set(documentId, view)
    return view
  }

  #shownNames(): ReadonlyMap<string, string> {
    if (this.#names) return this.#names
    this.#names = shownNames(this.#claims)
    this.#views.clear()
    return this.#names
  }
}
