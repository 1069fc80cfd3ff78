import { must } from '../invariant.ts'
import { type Claim, claimOf, earliestFirst, nextName, resolveClaims } from './claims.ts'
import type { FileState } from './file-state.ts'
import { type RecordLife, recordLife } from './record-life.ts'
import type { Register } from './register.ts'

/** A folder's id is the dot of the event that made it. */
export const folderTable = 'folders'
export const folderNameField = 'name'
/** The folder that holds a folder or document: a reference, or nothing at the top. */
export const parentField = 'parent'
/** The reserved top-level name for objects without a valid place. */
export const recoveredName = 'Recovered'

/** A recovered object keeps the id of the folder it was last put into. */
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
  /** Deleted, but kept because of its contents. */
  readonly isKeptForContents: boolean
  /** Another folder in the same place keeps the name, so this one's is derived. */
  readonly isProvisional: boolean
}

/** Applies to documents as well. */
export const placementOf = (state: FileState, table: string, key: string): Placement => {
  const wanted = wantedFolder(state.register(table, key, parentField))
  if (wanted === null) return { kind: 'top' }
  return isFolder(state, wanted)
    ? { kind: 'folder', folder: wanted }
    : { kind: 'recovered', wanted, why: 'missing' }
}

/**
 * Each folder comes before its contents. Accepts parent edges by timestamp and dot, and skips any that
 * would close a cycle. So every copy shows the members of a cycle under *Recovered*. `inhabited` are the
 * folders with other contents.
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
