import { foldedName } from '../merge/index.ts'
import type { Disk } from '../ports/index.ts'
import { home } from '../storage/folder/index.ts'
import { type FoundEntry, type RefusedEntry, refusedEntries } from './import-check.ts'

/** Files in the working folder that belong to no document: what may become one, and what may not. */
export interface UntrackedFiles {
  readonly names: readonly string[]
  readonly refused: readonly RefusedEntry[]
}

/** Pure: `known` are the names under which documents lie there. */
export const untrackedAmong = (
  entries: readonly FoundEntry[],
  known: ReadonlySet<string>,
): UntrackedFiles => {
  const found = entries.filter(({ path }) => !isPassing(path))
  // Those of documents first, so that of two names that clash the newcomer is the one that is refused.
  const ours = found.filter(({ path }) => known.has(path))
  const theirs = found.filter(({ path }) => !known.has(path))
  const refused = refusedEntries([...ours, ...theirs]).filter(({ path }) => !known.has(path))
  const refusedPaths = new Set(refused.map(({ path }) => path))
  const names = theirs.filter(({ path, kind }) => kind === 'file' && !refusedPaths.has(path))
  return { names: names.map(({ path }) => path), refused }
}

/** Everything in the working folder and below, in the order of names; the engine's own folder is left out. */
export const entriesOf = (disk: Disk, folder = ''): readonly FoundEntry[] =>
  disk.list(folder).flatMap((name) => {
    const path = folder === '' ? name : `${folder}/${name}`
    const kind = disk.kindOf(path)
    if (!kind || (folder === '' && foldedName(name) === home)) return []
    return kind === 'folder' ? [{ path, kind }, ...entriesOf(disk, path)] : [{ path, kind }]
  })

/**
 * Pure: what programs put beside a document while it is open, and what systems leave in every folder. It comes and
 * goes by itself and is never anybody's work: Word and Excel (`~$`, `~WRD0001.tmp`, a bare `~DF…`), LibreOffice
 * (`.~lock.…#`), editors (`.swp`, `~`), browsers' unfinished downloads, macOS and Windows themselves.
 */
export const isPassing = (path: string): boolean => {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return passingNames.test(name)
}

const passingNames =
  /^(~\$.*|~WR.\d+\.tmp|~DF.*|\.~.*|\._.*|.*\.(tmp|temp|swp|swx|crdownload|part|partial|laccdb|ldb)|.*~|\.DS_Store|Thumbs\.db|desktop\.ini)$/i
