import type { LiveContent } from '../content/index.ts'
import { type Dot, dotText } from '../identifier/index.ts'
import { type FileState, signOffs } from '../merge/index.ts'
import { documentTable } from './document-view.ts'
import { emptiedField, emptiedTable } from './recycle-bin.ts'

export interface KnownVersion extends LiveContent {
  readonly dot: Dot
  readonly replacedBy: Dot | null
}

export interface FoldedDocuments {
  readonly state: FileState
  documentIds(): readonly string[]
  versionsOf(documentId: string): readonly KnownVersion[]
  isEmptied(documentId: string): boolean
  readonly live: { isRescued(hash: string): boolean }
}

/** Bytes that no document shows, no conflict lists, nobody signed and no rescue holds. */
export interface SpentContent extends LiveContent {
  /** The events that superseded these versions, or emptied their bin. */
  readonly replacedBy: readonly Dot[]
  /** Bytes of the versions that replaced them, which must be present before these are dropped. */
  readonly successors: readonly LiveContent[]
}

/** Pure: bytes that may be dropped, by hash; equal on every copy with the same events. */
export const spentVersions = (file: FoldedDocuments): readonly SpentContent[] => {
  const needed = new Set<string>()
  const spent = new Map<string, { content: LiveContent; replacedBy: Dot[]; successors: LiveContent[] }>()
  for (const documentId of file.documentIds()) {
    const { standing, gone, successors } = sorted(file, documentId)
    for (const { hash } of standing) needed.add(hash)
    for (const { hash, sizeBytes, dots } of gone) {
      const known = spent.get(hash) ?? { content: { hash, sizeBytes }, replacedBy: [], successors: [] }
      known.replacedBy.push(...dots)
      known.successors.push(...successors)
      spent.set(hash, known)
    }
  }
  return [...spent.values()]
    .filter(({ content: { hash } }) => !needed.has(hash) && !file.live.isRescued(hash))
    .map(({ content, ...rest }) => ({ ...content, ...rest }))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1))
}

interface SortedVersions {
  readonly standing: readonly LiveContent[]
  readonly gone: readonly (LiveContent & { readonly dots: readonly Dot[] })[]
  readonly successors: readonly LiveContent[]
}

/** Splits a document's versions into those still needed, and the others with the events that ended them. */
const sorted = (file: FoldedDocuments, documentId: string): SortedVersions => {
  const { state } = file
  const versions = file.versionsOf(documentId)
  const isSigned = signedIn(state, documentId)
  const emptied = file.isEmptied(documentId)
    ? (state.register(emptiedTable, documentId, emptiedField)?.siblings ?? []).map(({ dot }) => dot)
    : []
  const isStanding = (version: KnownVersion): boolean =>
    isSigned(version) || (version.replacedBy === null && emptied.length === 0)
  const successors = emptied.length > 0 ? [] : versions.filter(({ replacedBy }) => replacedBy === null)
  return {
    standing: versions.filter(isStanding),
    gone: versions
      .filter((version) => !isStanding(version))
      .map((version) => ({ ...version, dots: version.replacedBy ? [version.replacedBy] : emptied })),
    successors,
  }
}

// An event may write a version and a name. If a later version was signed too, the signature of this event concerns
// the name.
const signedIn = (state: FileState, documentId: string): ((version: KnownVersion) => boolean) => {
  const dots = signOffs(state, documentTable, documentId).flatMap(({ versions }) => versions)
  const signed = new Set(dots.map(dotText))
  return ({ dot, replacedBy }) => signed.has(dotText(dot)) && !(replacedBy && signed.has(dotText(replacedBy)))
}
