import { resolve } from 'node:path'

import { refusedEntries, type RefusedEntry } from '../../engine/document/index.ts'
import { createClientFile } from '../../engine/lifecycle/index.ts'
import { DiskTrouble } from '../../engine/ports/index.ts'
import type { UserAction, SyncCopy } from '../../engine/replica/index.ts'
import type { ByteSource } from '../../engine/storage/contents/index.ts'
import { listSource, openSource } from '../../real/share/index.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import type { FileContext } from './file-context.ts'
import { copyNameOf, makeCopy } from './new-copy.ts'
import { seeFolder } from './see-folder.ts'
import { diskFailure } from './trouble.ts'
import { sayingDiskTrouble } from './with-copy.ts'

/** Makes a client file, with every document of a folder where one is given. */
export const create = async (
  name: string,
  options: { readonly from?: string; readonly user?: string },
  context: FileContext,
): Promise<void> => {
  const user = options.user ?? context.user
  const fileName = copyNameOf(name, context)
  const source = options.from === undefined ? null : await readableSource(options.from, context)
  await makeCopy(
    {
      name,
      from: name,
      create: (ports) => createClientFile({ fileName, user }, ports),
      furnish: async ({ copy }) => {
        if (source) await importDocuments(copy, source, { author: user, note: '' })
        copy.checkOutDocuments()
      },
    },
    context,
  )
  const imported = source ? `, with ${countText(source.files.length)} from ${options.from}` : ''
  context.out(`Made the client file ${fileName}${imported}.\n`)
}

interface Source {
  readonly name: string
  readonly folder: string
  readonly files: readonly string[]
}

const readableSource = async (name: string, { cwd }: FileContext): Promise<Source> => {
  const folder = resolve(cwd, name)
  seeFolder(folder, name)
  const entries = await sayingDiskTrouble(name, async () => listSource(folder))
  const refused = refusedEntries(entries)
  if (refused.length > 0) throw notImported(name, refused)
  return { name, folder, files: entries.filter(({ kind }) => kind === 'file').map(({ path }) => path) }
}

const importDocuments = async (copy: SyncCopy, source: Source, deed: UserAction): Promise<void> => {
  for (const path of source.files) {
    const file = await sayingDiskTrouble(source.name, async () => openSource(source.folder, path))
    const watched = watchedSource(file)
    const outcome = await copy.library.create(path, watched, deed)
    if (watched.trouble) throw diskFailure(watched.trouble, source.name)
    if (outcome.kind === 'acknowledged') continue
    if (outcome.kind === 'disk-trouble') throw diskFailure(outcome.trouble, copy.identity.copyName)
    throw notImported(source.name, [{ path, reason: outcome.detail }])
  }
}

/** Keeps apart trouble with the disk that is read from, and trouble with the copy's own. */
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

const countText = (count: number): string => (count === 1 ? '1 document' : `${count} documents`)
