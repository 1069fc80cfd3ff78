import { type BrokenReference, brokenReferences } from './broken-references.ts'
import { type ResolvedClaim, shownNumbers } from './claims.ts'
import type { FileState } from './file-state.ts'
import { type FolderView, folderTable, folderTree, placementOf, troubledFolders } from './folder-tree.ts'
import { type ListedDeletion, listedDeletions } from './record-life.ts'

/** A derived number is shown until a person claims it. */
export interface ProvisionalNumber extends ResolvedClaim {
  readonly table: string
  readonly field: string
}

export interface Review {
  readonly kept: readonly ListedDeletion[]
  readonly provisional: readonly ProvisionalNumber[]
  readonly folders: readonly FolderView[]
  readonly broken: readonly BrokenReference[]
}

/** Documents have names of their own, so their claims are excluded. */
export const reviewOf = (
  state: FileState,
  documents: { readonly table: string; readonly ids: readonly string[] },
): Review => ({
  kept: listedDeletions(state).filter(({ life }) => life.kind === 'kept'),
  provisional: provisionalNumbers(state, new Set([documents.table, folderTable])),
  folders: troubledFolders(foldersWith(state, documents)),
  broken: brokenReferences(state),
})

export const foldersWith = (
  state: FileState,
  { table, ids }: { readonly table: string; readonly ids: readonly string[] },
): ReadonlyMap<string, FolderView> => {
  const placements = ids.map((id) => placementOf(state, table, id))
  const inhabited = placements.flatMap((placement) => (placement.kind === 'folder' ? [placement.folder] : []))
  return folderTree(state, new Set(inhabited))
}

const provisionalNumbers = (state: FileState, without: ReadonlySet<string>): readonly ProvisionalNumber[] => {
  const series = new Map<string, { table: string; field: string }>()
  for (const { table, field } of state.ruledBy('claim'))
    if (!without.has(table)) series.set(JSON.stringify([table, field]), { table, field })
  return [...series]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, { table, field }]) =>
      [...shownNumbers(state, table, field).values()]
        .filter(({ isProvisional }) => isProvisional)
        .map((resolved) => ({ ...resolved, table, field })),
    )
}
