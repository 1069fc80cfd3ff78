import type { Disk } from '../../engine/ports/index.ts'
import { paths } from '../../engine/storage/folder/index.ts'
import { openFailure } from './trouble.ts'

/** Ends the command unless something of a client file is there, whole or not: a plain folder must not get a lock file. */
export const seeClientFile = ({ disk }: { readonly disk: Disk }, name: string): void => {
  const parts = [paths.format, paths.copy, paths.versionVector, paths.rangesFolder, paths.walFolder]
  if (parts.some((path) => disk.kindOf(path) !== null)) return
  throw openFailure({ kind: 'not-a-copy', detail: 'there is no client file here' }, name)
}
