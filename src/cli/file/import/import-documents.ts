import { resolve } from 'node:path'

import { refusedEntries, type RefusedEntry } from '../../../engine/document/index.ts'
import { DiskTrouble } from '../../../engine/ports/index.ts'
import type { UserAction, SyncCopy } from '../../../engine/replica/index.ts'
import type { ByteSource } from '../../../engine/storage/contents/index.ts'
import { listSource, openSource } from '../../../real/share/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import { CommandFailure, failureCodes } from '../../context/command-failure.ts'
import { diskFailure } from '../open/failures.ts'
import { reportingDiskTrouble } from '../open/open-copy.ts'
import { requireFolder } from './require-folder.ts'

export interface Source {
  readonly name: string
  readonly folder: string
  readonly files: readonly string[]
}

/** Lists a folder to import from. Ends the command if an entry of it cannot be a document. */
export const readableSource = async (name: string, { cwd }: CommandContext): Promise<Source> => {
  const folder = resolve(cwd, name)
  requireFolder(folder, name)
  const entries = await reportingDiskTrouble(name, async () => listSource(folder))
  const refused = refusedEntries(entries)
  if (refused.length > 0) throw notImported(name, refused)
  return { name, folder, files: entries.filter(({ kind }) => kind === 'file').map(({ path }) => path) }
}

export const importDocuments = async (copy: SyncCopy, source: Source, action: UserAction): Promise<void> => {
  for (const path of source.files) {
    const file = await reportingDiskTrouble(source.name, async () => openSource(source.folder, path))
    const watched = watchedSource(file)
    const outcome = await copy.library.create(path, watched, action)
    if (watched.trouble) throw diskFailure(watched.trouble, source.name)
    if (outcome.kind === 'acknowledged') continue
    if (outcome.kind === 'disk-trouble') throw diskFailure(outcome.trouble, copy.identity.copyName)
    throw notImported(source.name, [{ path, reason: outcome.detail }])
  }
}

/** Distinguishes errors of the disk that is read from errors of the copy's disk. */
const watchedSource = (source: ByteSource): ByteSource & { trouble: DiskTrouble | null } => {
  const watched = {
    sizeBytes: source.sizeBytes,
    trouble: null as DiskTrouble | null,
    readPart: (offset: number, length: number): Uint8Array | null => {
      try {
        return source.readPart(offset, length)
      } catch (error) {
        if (!(error instanceof DiskTrouble)) throw error
        watched.trouble = error
        return null
      }
    },
  }
  return watched
}

const notImported = (name: string, refused: readonly RefusedEntry[]): CommandFailure => {
  const list = refused.map(({ path, reason }) => `  ${path} ${reason}`)
  const what = refused.length === 1 ? 'one entry' : `${refused.length} entries`
  return new CommandFailure(
    failureCodes.usage,
    [
      `Cannot import ${name}: ${what} cannot be documents. Nothing was made.`,
      ...list,
      'Rename or move these, then try again.',
    ].join('\n'),
  )
}
