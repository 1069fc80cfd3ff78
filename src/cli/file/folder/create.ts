import { dotText } from '../../../engine/identifier/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { copyArgument } from '../../context/shared-options.ts'
import { withCopy } from '../open/open-copy.ts'
import { writtenDot } from '../record/record-outcome.ts'
import { folderHint, folderId, folders } from './folder-paths.ts'

export const folderCreate: CommandDefinition = {
  name: 'file folder create',
  oldNames: ['file new-folder'],
  description: 'make a folder for documents',
  examples: ['file folder create laptop-ann letters'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument('<folder>', 'the name of the new folder')
      .option('--in <folder>', 'the folder around it, by its whole path', '/')
      .action((name: string, folder: string, options: { readonly in: string }) =>
        makeFolder({ name, folder, into: options.in }, context),
      ),
}

const makeFolder = async (
  request: { readonly name: string; readonly folder: string; readonly into: string },
  context: CommandContext,
): Promise<void> => {
  const { name, folder, into } = request
  const text = await withCopy(name, 'folder create', context, async ({ copy }) => {
    const outcome = await copy.records.makeFolder(folder, folderId(copy, into, name), {
      author: copy.identity.user,
      note: '',
    })
    const id = dotText(writtenDot(outcome, name, folderHint(name)))
    return `Made the folder ${folders(copy).get(id)?.path ?? folder}\n`
  })
  context.out(text)
}
