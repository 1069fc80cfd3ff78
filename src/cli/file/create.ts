import { createClientFile } from '../../engine/lifecycle/index.ts'
import type { CommandContext } from '../context/command-context.ts'
import type { CommandDefinition } from '../context/command-definition.ts'
import { userOption } from '../context/shared-options.ts'
import { importDocuments, readableSource } from './import/import-documents.ts'
import { copyNameOf, makeCopy } from './open/new-copy.ts'

export const fileCreate: CommandDefinition = {
  name: 'file create',
  description: 'make a client file in a new folder',
  examples: ['file create ACME --from ./papers'],
  define: (command, context) =>
    command
      .argument('<name>', 'the folder to make')
      .option('--from <folder>', 'import every document of this folder')
      .option(...userOption)
      .action((name: string, options: { readonly from?: string; readonly user?: string }) =>
        create(name, options, context),
      ),
}

const create = async (
  name: string,
  options: { readonly from?: string; readonly user?: string },
  context: CommandContext,
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

const countText = (count: number): string => (count === 1 ? '1 document' : `${count} documents`)
