import { must } from '../invariant.ts'
import { type Claim, claimOf, earliestFirst, nextName, resolveClaims } from './claims.ts'
import type { FileState } from './file-state.ts'
import { type RecordLife, recordLife } from './record-life.ts'
import type { Register } from './register.ts'

/** Folders are records of this table; a folder's id is the dot of the event that made it. */
export const folderTable = 'folders'
export const folderNameField = 'name'
/** Where a folder or a document says in which folder it lies: a reference, or nothing at the top. */
export const parentField = 'parent'
/** What has no place of its own is shown under this name at the top, which nobody's folder is shown with. */
export const recoveredName = 'Recovered'

/** Where something lies: in a folder by its id, at the top, or recovered, with what it was last put into. */
export type Placement =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'top' }
  | { readonly kind: 'recovered'; readonly wanted: string; readonly why: 'cycle' | 'missing' }

export interface FolderView {
  readonly id: string
  /** From the top, with `/`. */
  readonly path: string
  readonly placement: Placement
  readonly life: RecordLife
  /** It was deleted, and stays because of what lies in it. */
  readonly isKeptForContents: boolean
  /** Another folder there keeps the name, and this one's is derived. */
  readonly isProvisional: boolean
}

/** Where something that was put into a folder lies; to be asked of documents as well. */
export const placementOf = (state: FileState, table: string, key: string): Placement => {
  const wanted = wantedFolder(state.register(table, key, parentField))
  if (wanted === null) return { kind: 'top' }
  return isFolder(state, wanted)
    ? { kind: 'folder', folder: wanted }
    : { kind: 'recovered', wanted, why: 'missing' }
}

/**
 * Pure: all folders that are shown, by id, a folder before what lies in it. Each folder's shown parent is an edge;
 * edges are accepted in the order of their clocks and dots, and one that would close a cycle is skipped, so that what
 * two people moved into each other hangs under *Recovered* on every copy alike, and nothing is out of reach.
 * `inhabited` are the folders in which something else lies.
 */
export const folderTree = (
  state: FileState,
  inhabited: ReadonlySet<string>,
): ReadonlyMap<string, FolderView> => {
  const placements = acceptedPlacements(state)
  const kept = withAncestors(liveFolders(state, placements, inhabited), placements)
  const children = new Map<string, string[]>()
  for (const id of kept) {
    const placement = placements.get(id) ?? { kind: 'top' }
    const parent = placement.kind === 'folder' ? placement.folder : `:${placement.kind}`
    children.set(parent, [...(children.get(parent) ?? []), id])
  }
  const views = new Map<string, FolderView>()
  const addViews = (parent: string, path: string): void => {
    for (const [id, { shown, isProvisional }] of namesIn(state, children.get(parent) ?? [], path)) {
      const life = recordLife(state, folderTable, id)
      const placement = placements.get(id) ?? { kind: 'top' }
      const isKeptForContents = life.kind === 'deleted'
      views.set(id, { id, path: path + shown, placement, life, isKeptForContents, isProvisional })
      addViews(id, `${path}${shown}/`)
    }
  }
  addViews(':top', '')
  addViews(':recovered', `${recoveredName}/`)
  return views
}

/** Folders that hang under *Recovered*, or were deleted and stay for what lies in them. */
export const troubledFolders = (views: ReadonlyMap<string, FolderView>): readonly FolderView[] =>
  [...views.values()].filter(({ placement, life }) => placement.kind === 'recovered' || life.kind !== 'live')

const namesIn = (state: FileState, ids: readonly string[], path: string) => {
  const claims = ids.map((id): Claim => folderClaim(state, id))
  const reserved = path === '' ? [recoveredName] : []
  return resolveClaims(state, claims, { reserved, avoided: [], choice: nextName })
}

const folderClaim = (state: FileState, id: string): Claim => {
  const register = state.register(folderTable, id, folderNameField)
  const claim = register ? claimOf(state, id, register) : null
  const [field = folderNameField] = state.fields(folderTable, id).toSorted()
  const written = claim?.written ?? state.register(folderTable, id, field)?.siblings[0]
  return claim ?? { id, text: id, written: must(written, `folder ${id} was written`) }
}

const acceptedPlacements = (state: FileState): ReadonlyMap<string, Placement> => {
  const order = earliestFirst(state)
  const placements = new Map<string, Placement>()
  const edges = state.keys(folderTable).flatMap((id) => {
    const placement = placementOf(state, folderTable, id)
    placements.set(id, placement)
    const written = state.register(folderTable, id, parentField)?.siblings[0]
    return placement.kind === 'folder' && written ? [{ id, folder: placement.folder, written }] : []
  })
  const accepted = new Map<string, string>()
  for (const { id, folder } of edges.toSorted(
    (a, b) => order(a.written, b.written) || (a.id < b.id ? -1 : 1),
  )) {
    if (reaches(accepted, folder, id)) placements.set(id, { kind: 'recovered', wanted: folder, why: 'cycle' })
    else accepted.set(id, folder)
  }
  return placements
}

const reaches = (accepted: ReadonlyMap<string, string>, from: string, to: string): boolean => {
  for (let at: string | undefined = from; at !== undefined; at = accepted.get(at)) if (at === to) return true
  return false
}

const liveFolders = (
  state: FileState,
  placements: ReadonlyMap<string, Placement>,
  inhabited: ReadonlySet<string>,
): readonly string[] =>
  [...placements.keys()].filter(
    (id) => inhabited.has(id) || recordLife(state, folderTable, id).kind !== 'deleted',
  )

const withAncestors = (
  ids: readonly string[],
  placements: ReadonlyMap<string, Placement>,
): ReadonlySet<string> => {
  const all = new Set<string>()
  for (const id of ids) {
    for (let at: string | null = id; at !== null && !all.has(at); at = parentIn(placements, at)) all.add(at)
  }
  return all
}

const parentIn = (placements: ReadonlyMap<string, Placement>, id: string): string | null => {
  const placement = placements.get(id)
  return placement?.kind === 'folder' ? placement.folder : null
}

const wantedFolder = (register: Register | null): string | null => {
  const shown = register?.siblings[0]?.value
  return shown?.kind === 'reference' ? shown.key : null
}

const isFolder = (state: FileState, id: string): boolean => state.fields(folderTable, id).length > 0
