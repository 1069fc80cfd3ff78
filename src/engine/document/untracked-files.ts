import { foldedName } from '../merge/index.ts'
import type { Disk } from '../ports/index.ts'
import { home } from '../storage/folder/index.ts'
import { type FoundEntry, type RefusedEntry, refusedEntries } from './import-check.ts'

export interface UntrackedFiles {
  readonly names: readonly string[]
  readonly refused: readonly RefusedEntry[]
}

/** Pure: `known` are the names of documents in the working folder. */
export const untrackedAmong = (
  entries: readonly FoundEntry[],
  known: ReadonlySet<string>,
): UntrackedFiles => {
  const found = entries.filter(({ path }) => !isPassing(path))
  // Sorts documents' files first, so that a clash of names refuses the newcomer.
  const ours = found.filter(({ path }) => known.has(path))
  const theirs = found.filter(({ path }) => !known.has(path))
  const refused = refusedEntries([...ours, ...theirs]).filter(({ path }) => !known.has(path))
  const refusedPaths = new Set(refused.map(({ path }) => path))
  const names = theirs.filter(({ path, kind }) => kind === 'file' && !refusedPaths.has(path))
  return { names: names.map(({ path }) => path), refused }
}

export const entriesOf = (disk: Disk, folder = ''): readonly FoundEntry[] =>
  disk.list(folder).flatMap((name) => {
    const path = folder === '' ? name : `${folder}/${name}`
    const kind = disk.kindOf(path)
    if (!kind || (folder === '' && foldedName(name) === home)) return []
    return kind === 'folder' ? [{ path, kind }, ...entriesOf(disk, path)] : [{ path, kind }]
  })

/**
 * Pure: recognises files that programs keep beside an open document, and that systems create in every
 * folder. Covers Word and Excel (`~$`, `~WRD0001.tmp`, a bare `~DF…`), LibreOffice (`.~lock.…#`), editors
 * (`.swp`, `~`), unfinished downloads, macOS and Windows.
 */
export const isPassing = (path: string): boolean => {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return passingNames.test(name)
}

const passingNames =
  /^(~\$.*|~WR.\d+\.tmp|~DF.*|\.~.*|\._.*|.*\.(tmp|temp|swp|swx|crdownload|part|partial|laccdb|ldb)|.*~|\.DS_Store|Thumbs\.db|desktop\.ini)$/i
