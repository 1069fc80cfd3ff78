import type { DocumentView } from '../../../engine/document/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { copyArgument, documentArgument } from '../../context/shared-options.ts'
import { type OpenedFolder, withLinkedCopy } from '../open/open-copy.ts'
import { fetchVersion } from './fetch-version.ts'
import { versionOf } from './find-version.ts'
import { documentNamed } from './named-document.ts'

export const documentFetch: CommandDefinition = {
  name: 'file document fetch',
  oldNames: ['file fetch'],
  description: "fetch a document's bytes into the working folder",
  examples: ['file document fetch laptop-ann letter.txt'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument(...documentArgument)
      .option('--version <id>', 'the id of an earlier version (default: the current version)')
      .action((name: string, wanted: string, options: { readonly version?: string }) =>
        fetchDocument(name, wanted, options, context),
      ),
}

const fetchDocument = async (
  name: string,
  wanted: string,
  options: { readonly version?: string },
  context: CommandContext,
): Promise<void> => {
  const text = await withLinkedCopy(name, 'document fetch', context, async (opened) => {
    const document = documentNamed(opened, wanted)
    const version = options.version === undefined ? document : versionOf(opened, document, options.version)
    await fetchVersion(opened, document, version)
    return options.version === undefined
      ? checkOutFetched(opened, document)
      : `${document.name}: the version is here now\n`
  })
  context.out(text)
}

const checkOutFetched = (opened: OpenedFolder, { documentId }: DocumentView): string => {
  const { copy, name, shakedown } = opened
  const document = documentNamed(opened, documentId)
  const waiting = copy.checkOutDocuments().find((one) => one.document.documentId === documentId)
  const left = waiting ?? copy.library.working.checkOutAgain(document)
  return left
    ? `${document.name} is here, but not in the working folder: the file there was changed, or is another one.\nSync, or move it away: ${shakedown} file sync ${name}\n`
    : `${document.name} is in the working folder\n`
}
