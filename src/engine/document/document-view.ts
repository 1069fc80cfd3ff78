import { type Dot, dotText } from '../event/line.ts'
import { displayText } from '../event/value.ts'
import type { FileState } from '../fold/file-state.ts'
import { recordLife } from '../fold/record-life.ts'
import { shownDots } from '../fold/register.ts'
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

/** The name that a document claims, whoever else claims it too; null where it is deleted, or has no content. */
export const claimedName = (state: FileState, documentId: string): string | null => {
  if (recordLife(state, documentTable, documentId).kind === 'deleted') return null
  const shown = state.register(documentTable, documentId, contentField)?.heads[0]
  if (shown?.value.kind !== 'content') return null
  const named = state.register(documentTable, documentId, nameField)?.heads[0]
  return named ? displayText(named.value) : dotText(shown.dot)
}

/** A document under the name that it is shown with; null where it has no content. */
export const documentView = (state: FileState, documentId: string, name: string): DocumentView | null => {
  const content = state.register(documentTable, documentId, contentField)
  const shown = content?.heads[0]
  if (!content || shown?.value.kind !== 'content') return null
  const versionDots = shownDots(content)
  return {
    documentId,
    name,
    hash: shown.value.hash,
    sizeBytes: shown.value.sizeBytes,
    author: shown.author,
    note: shown.note,
    seen: seenToken(versionDots),
    versionDots,
    inConflict: content.heads.some((head) => head.canonical !== shown.canonical),
  }
}

/**
 * Pure: claimed names by document, numbered where two are the same, in the order in which documents are listed. Names
 * are compared as Windows and macOS do, since a working folder may lie on either.
 */
export const shownNames = (claims: ReadonlyMap<string, string>): ReadonlyMap<string, string> => {
  const sorted = [...claims].sort(([idA, a], [idB, b]) => compare(a, b) || compare(idA, idB))
  const taken = new Set<string>()
  const shown = new Map<string, string>()
  for (const [documentId, claimed] of sorted) {
    let name = claimed
    for (let number = 2; taken.has(foldedName(name)); number += 1) name = numbered(claimed, number)
    taken.add(foldedName(name))
    shown.set(documentId, name)
  }
  return shown
}

export const foldedName = (name: string): string => name.normalize('NFC').toLowerCase()

const numbered = (name: string, number: number): string => {
  const dot = name.lastIndexOf('.')
  const isExtension = dot > name.lastIndexOf('/') + 1
  return isExtension ? `${name.slice(0, dot)} (${number})${name.slice(dot)}` : `${name} (${number})`
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
