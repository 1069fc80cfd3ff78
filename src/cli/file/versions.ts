import type { DocumentView } from '../../engine/document/index.ts'
import { dotText } from '../../engine/identifier/index.ts'
import type { DocumentVersion } from '../../engine/replica/index.ts'
import { countedText } from '../../result/format.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import type { FileContext } from './file-context.ts'
import { documentNamed } from './named-document.ts'
import { type OpenedFolder, withCopy } from './with-copy.ts'
import { jsonText, timeText } from './written-view.ts'

/** Lists every version that a document had here, the latest first: also those that lost a conflict or were replaced. */
export const versions = async (
  name: string,
  wanted: string,
  options: { readonly json?: boolean },
  context: FileContext,
): Promise<void> => {
  const text = await withCopy(name, 'versions', context, async ({ copy }) => {
    const document = documentNamed(copy, wanted, name)
    const found = copy.library.versions.of(document.documentId).map(versionView)
    return options.json
      ? jsonText({ document: document.name, seen: document.seen, versions: found })
      : listText(document, found, name)
  })
  context.out(text)
}

/** The version of this id, or the command's end. */
export const versionOf = (
  { copy, name }: OpenedFolder,
  document: DocumentView,
  versionId: string,
): DocumentVersion => {
  const found = copy.library.versions.find(document.documentId, versionId)
  if (found) return found
  throw new CommandFailure(
    failureCodes.usage,
    `${document.name} has no version ${versionId} in ${name}.\nSee which it has: npx shakedown file versions ${name} "${document.name}"`,
  )
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

const listText = ({ name: document }: DocumentView, views: readonly VersionView[], name: string): string => {
  const lines = views.flatMap(({ versionId, author, savedAt, sizeBytes, standing, here, dropped }) => [
    `${standing === 'shown' ? '*' : ' '} by ${author} at ${savedAt}, ${countedText(sizeBytes, 'byte')}${standings[standing]}${here ? '' : dropped ? `, NOT KEPT HERE any more (dropped at ${dropped})` : ', NOT HERE'}`,
    `      version ${versionId}`,
  ])
  const hint = `* is shown. To make another one current: npx shakedown file promote ${name} "${document}" --version VERSION`
  return [document, ...lines, hint, ''].join('\n')
}

const standings: Readonly<Record<DocumentVersion['standing'], string>> = {
  shown: '',
  'also-by': ', the same bytes as what is shown',
  'in-conflict': ', IN CONFLICT with what is shown',
  replaced: ', replaced by a later one',
}
