import type { DocumentView } from '../../../engine/document/index.ts'
import { dotText } from '../../../engine/identifier/index.ts'
import type { DocumentVersion } from '../../../engine/replica/index.ts'
import { countedText } from '../../../result/format.ts'
import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { jsonText, timeText } from '../../context/printed-text.ts'
import { copyArgument, documentArgument, jsonOption, type JsonOption } from '../../context/shared-options.ts'
import { type OpenedFolder, withCopy } from '../open/open-copy.ts'
import { documentNamed } from './named-document.ts'

export const documentVersions: CommandDefinition = {
  name: 'file document versions',
  oldNames: ['file versions'],
  description: 'list every version of a document',
  examples: ['file document versions laptop-ann letter.txt'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument(...documentArgument)
      .option(...jsonOption)
      .action((name: string, wanted: string, options: JsonOption) =>
        versions(name, wanted, options, context),
      ),
}

const versions = async (
  name: string,
  wanted: string,
  options: { readonly json?: boolean },
  context: CommandContext,
): Promise<void> => {
  const text = await withCopy(name, 'document versions', context, async (opened) => {
    const document = documentNamed(opened, wanted)
    const found = opened.copy.library.versions.of(document.documentId).map(versionView)
    return options.json
      ? jsonText({ document: document.name, seen: document.seen, versions: found })
      : listText(document, found, opened)
  })
  context.out(text)
}

interface VersionView {
  readonly versionId: string
  readonly author: string
  readonly savedAt: string
  readonly sizeBytes: number
  readonly standing: DocumentVersion['standing']
  readonly replaces: readonly string[]
  readonly here: boolean
  /** When the file's policy dropped the bytes from this folder. */
  readonly dropped: string | null
}

const versionView = (version: DocumentVersion): VersionView => ({
  versionId: dotText(version.dot),
  author: version.author,
  savedAt: timeText(version.timestamp.ms),
  sizeBytes: version.sizeBytes,
  standing: version.standing,
  replaces: version.replaces.map(dotText),
  here: version.isHere,
  dropped: version.droppedMs === null ? null : timeText(version.droppedMs),
})

const listText = (
  { name: document }: DocumentView,
  views: readonly VersionView[],
  { name, shakedown }: OpenedFolder,
): string => {
  const lines = views.flatMap(({ versionId, author, savedAt, sizeBytes, standing, here, dropped }) => [
    `${standing === 'shown' ? '*' : ' '} by ${author} at ${savedAt}, ${countedText(sizeBytes, 'byte')}${standings[standing]}${here ? '' : dropped ? `, NOT KEPT HERE any more (dropped at ${dropped})` : ', NOT HERE'}`,
    `      version ${versionId}`,
  ])
  const hint = `* is shown. To make another one current: ${shakedown} file document promote ${name} "${document}" --version VERSION`
  return [document, ...lines, hint, ''].join('\n')
}

const standings: Readonly<Record<DocumentVersion['standing'], string>> = {
  shown: '',
  'also-by': ', the same bytes as what is shown',
  'in-conflict': ', IN CONFLICT with what is shown',
  replaced: ', replaced by a later one',
}
