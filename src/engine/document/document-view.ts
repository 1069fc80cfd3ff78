import { type Dot, dotText } from '../event/line.ts'
import { displayText } from '../event/value.ts'
import type { FileState } from '../fold/file-state.ts'
import { type Register, shownDots } from '../fold/register.ts'
import { seenToken, type SeenToken } from '../fold/seen.ts'

/** Documents are records of this table; a document's id is the dot of the event that made it. */
export const documentTable = 'documents'
export const nameField = 'name'
export const contentField = 'content'

/** A document as a person sees it: its shown name and its shown version. */
export interface DocumentView {
  readonly documentId: string
  /** As shown: where two documents claim one name, the later one carries a number. */
  readonly name: string
  readonly hash: string
  readonly sizeBytes: number
  readonly author: string
  readonly note: string
  /** To be given back with the save that replaces this version. */
  readonly seen: SeenToken
  readonly versionDots: readonly Dot[]
  readonly inConflict: boolean
}

/** All documents with content, by their claimed name and id: the same list on every copy that folded the same. */
export const documentViews = (state: FileState): readonly DocumentView[] => {
  const found = state.keys(documentTable).flatMap((key) => {
    const content = state.register(documentTable, key, contentField)
    return content ? viewOf(key, content, state) : []
  })
  return numberedNames(found.sort((a, b) => compare(a.name, b.name) || compare(a.documentId, b.documentId)))
}

export const documentView = (state: FileState, documentId: string): DocumentView | null => {
  const content = state.register(documentTable, documentId, contentField)
  return content ? (viewOf(documentId, content, state)[0] ?? null) : null
}

const viewOf = (documentId: string, content: Register, state: FileState): DocumentView[] => {
  const shown = content.heads[0]
  if (shown?.value.kind !== 'content') return []
  const named = state.register(documentTable, documentId, nameField)?.heads[0]
  const versionDots = shownDots(content)
  return [
    {
      documentId,
      name: named ? displayText(named.value) : dotText(shown.dot),
      hash: shown.value.hash,
      sizeBytes: shown.value.sizeBytes,
      author: shown.author,
      note: shown.note,
      seen: seenToken(versionDots),
      versionDots,
      inConflict: content.heads.some((head) => head.canonical !== shown.canonical),
    },
  ]
}

// Names are compared as Windows and macOS do, since a working folder may lie on either.
const numberedNames = (views: readonly DocumentView[]): DocumentView[] => {
  const taken = new Set<string>()
  return views.map((view) => {
    let name = view.name
    for (let number = 2; taken.has(foldedName(name)); number += 1) name = numbered(view.name, number)
    taken.add(foldedName(name))
    return { ...view, name }
  })
}

export const foldedName = (name: string): string => name.normalize('NFC').toLowerCase()

const numbered = (name: string, number: number): string => {
  const dot = name.lastIndexOf('.')
  const isExtension = dot > name.lastIndexOf('/') + 1
  return isExtension ? `${name.slice(0, dot)} (${number})${name.slice(dot)}` : `${name} (${number})`
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
