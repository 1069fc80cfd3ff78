import { type Dot, dotText } from '../identifier/index.ts'
import {
  type Claim,
  claimOf,
  type FileState,
  folderTree,
  type FolderView,
  nextName,
  type Placement,
  placementOf,
  recordLife,
  recoveredName,
  seenToken,
  type SeenToken,
  resolveClaims,
  shownDots,
} from '../merge/index.ts'

/** The table of documents. A document's id is the dot of the event that created it. */
export const documentTable = 'documents'
export const nameField = 'name'
export const contentField = 'content'

export interface DocumentView {
  readonly documentId: string
  /** If two documents claim one name, the later one is numbered. */
  readonly name: string
  readonly hash: string
  readonly sizeBytes: number
  readonly author: string
  readonly note: string
  /** The etag for the save that supersedes this version. */
  readonly seen: SeenToken
  readonly versionDots: readonly Dot[]
  readonly inConflict: boolean
}

export interface DocumentClaim extends Claim {
  readonly placement: Placement
}

export const documentClaim = (state: FileState, documentId: string): DocumentClaim | null => {
  const shown = state.register(documentTable, documentId, contentField)?.siblings[0]
  if (shown?.value.kind !== 'content') return null
  if (recordLife(state, documentTable, documentId).kind === 'deleted') return null
  const named = state.register(documentTable, documentId, nameField)
  const claim = named ? claimOf(state, documentId, named) : null
  const unnamed = { id: documentId, text: dotText(shown.dot), written: shown }
  return { ...(claim ?? unnamed), placement: placementOf(state, documentTable, documentId) }
}

/** Returns a document with the name that screens show. Returns null if the document has no content. */
export const documentView = (state: FileState, documentId: string, name: string): DocumentView | null => {
  const content = state.register(documentTable, documentId, contentField)
  const shown = content?.siblings[0]
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
    inConflict: content.siblings.some((sibling) => sibling.canonical !== shown.canonical),
  }
}

/**
 * Pure: shown names with folder paths, in order of the claimed names. A document in the bin claims nothing, so its
 * name is free.
 */
export const shownNames = (
  state: FileState,
  claims: ReadonlyMap<string, DocumentClaim>,
): ReadonlyMap<string, string> => {
  const placed = [...claims.values()]
  const inhabited = new Set(placed.flatMap(({ placement }) => folderIn(placement) ?? []))
  const folders = folderTree(state, inhabited)
  const claimed = placed
    .map((claim) => ({ ...claim, text: pathOf(folders, claim.placement) + claim.text }))
    .sort((a, b) => compare(a.text, b.text) || compare(a.id, b.id))
  const reserved = [...folders.values()].map(({ path }) => path)
  const resolved = resolveClaims(state, claimed, { reserved, avoided: [], choice: nextName })
  return new Map(claimed.map(({ id, text }) => [id, resolved.get(id)?.shown ?? text]))
}

const folderIn = (placement: Placement): string | null =>
  placement.kind === 'folder' ? placement.folder : null

const pathOf = (folders: ReadonlyMap<string, FolderView>, placement: Placement): string => {
  if (placement.kind === 'recovered') return `${recoveredName}/`
  const folder = folderIn(placement)
  return folder === null ? '' : `${folders.get(folder)?.path ?? recoveredName}/`
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
