import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { copyArgument, documentArgument } from '../../context/shared-options.ts'
import { withCopy } from '../open/open-copy.ts'
import { documentNamed } from './named-document.ts'
import { markInBin } from './recycle-bin.ts'

export const documentDelete: CommandDefinition = {
  name: 'file document delete',
  description: 'put a document into the recycle bin of every copy',
  examples: ['file document delete laptop-ann memo.txt'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument(...documentArgument)
      .action((name: string, wanted: string) => deleteDocument(name, wanted, context)),
}

/** Deletes a document, unless somebody saved a version that the deleting person had not seen. */
export const deleteDocument = async (
  name: string,
  wanted: string,
  context: CommandContext,
): Promise<void> => {
  const text = await withCopy(name, 'document delete', context, async (opened) => {
    const document = documentNamed(opened, wanted)
    await markInBin(opened, document, 'delete')
    opened.copy.checkOutDocuments()
    const left = opened.copy.library.working.holds(document.documentId)
      ? '  its file was changed here and is left: the next sync saves it, and keeps the document\n'
      : ''
    return `${document.name} is in the recycle bin\n${left}  To get it back: ${opened.shakedown} file document restore ${name} "${document.name}"\n`
  })
  context.out(text)
}
