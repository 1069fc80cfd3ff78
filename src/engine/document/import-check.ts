import { foldedName } from '../merge/index.ts'
import type { EntryKind } from '../ports/index.ts'
import { home } from '../storage/folder/index.ts'

/** The longest name that a synchronized document may have. */
export const nameLengthMax = 100

/** Something found where documents are to be imported from; the path is relative, with `/`. */
export interface FoundEntry {
  readonly path: string
  readonly kind: EntryKind
}

export interface RefusedEntry {
  readonly path: string
  readonly reason: string
}

/** Pure: which of the entries found may not become documents, each with its reason. */
export const refusedEntries = (entries: readonly FoundEntry[]): readonly RefusedEntry[] => {
  const firstOf = new Map<string, string>()
  return entries.flatMap((entry) => {
    const reason = ownReason(entry) ?? clashReason(entry, firstOf)
    return reason ? [{ path: entry.path, reason }] : []
  })
}

/** Whether a document of this name would lie outside the working folder, or among the engine's own files. */
export const leavesWorkingFolder = (path: string): boolean => {
  const names = path.split('/')
  return foldedName(names[0] ?? '') === home || names.some((name) => ['', '.', '..'].includes(name))
}

const ownReason = ({ path, kind }: FoundEntry): string | null => {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (leavesWorkingFolder(path)) return 'has a name that is kept for the client file itself'
  if (kind === 'link') return 'is a symbolic link, and links are not followed'
  if (kind === 'other') return 'is a device, a socket or a pipe, not a document'
  if ([...name].length > nameLengthMax) {
    return `has a name of ${[...name].length} characters, and ${nameLengthMax} is the most`
  }
  // Windows can neither make nor open these, and a colleague's copy may lie there.
  if (hasControl(name) || /[<>:"\\|?*]/.test(name))
    return 'has a character in its name that Windows does not allow'
  if (name.includes('\uFFFD')) return 'has a name that is not valid Unicode'
  if (/[. ]$/.test(name)) return 'has a name that ends in a dot or a space, which Windows does not allow'
  return reserved.test(name) ? 'has a name that Windows keeps for a device' : null
}

const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

const hasControl = (name: string): boolean => [...name].some((letter) => (letter.codePointAt(0) ?? 0) < 32)

const clashReason = ({ path }: FoundEntry, firstOf: Map<string, string>): string | null => {
  const folded = foldedName(path)
  const first = firstOf.get(folded)
  if (first === undefined) firstOf.set(folded, path)
  return first === undefined
    ? null
    : `clashes with ${first}: the names differ only in case or in the form of a letter`
}
