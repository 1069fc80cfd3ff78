import type { DocumentView } from '../../../engine/document/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { copyArgument, documentArgument } from '../../context/shared-options.ts'
import { type OpenedFolder, withLinkedCopy } from '../open/open-copy.ts'
import { fetchVersion } from './fetch-version.ts'
import { binnedNamed, markInBin } from './recycle-bin.ts'

export const documentRestore: CommandDefinition = {
  name: 'file document restore',
  description: 'take a document out of the recycle bin',
  examples: ['file document restore laptop-ann memo.txt'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument(...documentArgument)
      .action((name: string, wanted: string) => restoreDocument(name, wanted, context)),
}

export const restoreDocument = async (
  name: string,
  wanted: string,
  context: CommandContext,
): Promise<void> => {
  const text = await withLinkedCopy(name, 'document restore', context, async (opened) => {
    const document = binnedNamed(opened.copy, wanted, name)
    // Asks for dropped bytes elsewhere first: a document that comes back empty helps nobody.
    if (isDroppedHere(opened, document)) await fetchVersion(opened, document, document)
    await markInBin(opened, document, 'restore')
    opened.copy.checkOutDocuments()
    return `${opened.copy.document(document.documentId)?.name ?? document.name} is back\n`
  })
  context.out(text)
}

const isDroppedHere = ({ copy }: OpenedFolder, { documentId, hash }: DocumentView): boolean =>
  copy.library.versions.of(documentId).some((each) => each.hash === hash && each.droppedMs !== null)
