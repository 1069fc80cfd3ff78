import { resolve } from 'node:path'

import { writeNewFile } from '../../../real/disk/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { CommandFailure, failureCodes } from '../../context/command-failure.ts'
import { copyArgument, documentArgument } from '../../context/shared-options.ts'
import { reportingDiskTrouble, withLinkedCopy } from '../open/open-copy.ts'
import { fetchVersion } from './fetch-version.ts'
import { versionOf } from './find-version.ts'
import { documentNamed } from './named-document.ts'

export const documentExport: CommandDefinition = {
  name: 'file document export',
  oldNames: ['file export'],
  description: 'write a version of a document to a new file',
  examples: ['file document export laptop-ann letter.txt ./letter-to-send.txt'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument(...documentArgument)
      .argument('<file>', 'the new file, which must not exist yet')
      .option('--version <id>', 'the id of a version (default: the current version)')
      .action((name: string, wanted: string, to: string, options: { readonly version?: string }) =>
        exportDocument({ name, wanted, to }, options, context),
      ),
}

const exportDocument = async (
  { name, wanted, to }: { readonly name: string; readonly wanted: string; readonly to: string },
  options: { readonly version?: string },
  context: CommandContext,
): Promise<void> => {
  const text = await withLinkedCopy(name, 'document export', context, async (opened) => {
    const { copy } = opened
    const document = documentNamed(opened, wanted)
    const content = options.version === undefined ? document : versionOf(opened, document, options.version)
    await fetchVersion(opened, document, content)
    const pieces = copy.library.versions.pieces(content) ?? []
    const isNew = await reportingDiskTrouble(to, async () => writeNewFile(resolve(context.cwd, to), pieces))
    if (isNew) return `Wrote ${document.name} to ${to}\n`
    throw new CommandFailure(
      failureCodes.usage,
      `Nothing was written: there is something at ${to} already.\nName a file that does not exist yet.`,
    )
  })
  context.out(text)
}
