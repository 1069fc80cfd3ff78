import { resolve } from 'node:path'

import { writeNewFile } from '../../real/disk/index.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import { bringHere } from './fetch.ts'
import type { FileContext } from './file-context.ts'
import { documentNamed } from './named-document.ts'
import { versionOf } from './versions.ts'
import { sayingDiskTrouble, withCopy } from './with-copy.ts'

/** Writes a document's shown version, or an earlier one, to a new file outside. */
export const exportDocument = async (
  { name, wanted, to }: { readonly name: string; readonly wanted: string; readonly to: string },
  options: { readonly version?: string },
  context: FileContext,
): Promise<void> => {
  const text = await withCopy(name, 'export', context, async (opened) => {
    const { copy } = opened
    const document = documentNamed(copy, wanted, name)
    const content = options.version === undefined ? document : versionOf(opened, document, options.version)
    await bringHere(opened, document, content)
    const pieces = copy.library.versions.pieces(content) ?? []
    const isNew = await sayingDiskTrouble(to, async () => writeNewFile(resolve(context.cwd, to), pieces))
    if (isNew) return `Wrote ${document.name} to ${to}\n`
    throw new CommandFailure(
      failureCodes.usage,
      `Nothing was written: there is something at ${to} already.\nName a file that does not exist yet.`,
    )
  })
  context.out(text)
}
