import type { LiveContent } from '../../engine/content/index.ts'
import type { DocumentView } from '../../engine/document/index.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import { carry } from './carry.ts'
import type { FileContext } from './file-context.ts'
import { readLink } from './link-settings.ts'
import { documentNamed } from './named-document.ts'
import { versionOf } from './versions.ts'
import { type OpenedFolder, withCopy } from './with-copy.ts'
import { timeText } from './written-view.ts'

/** Brings a document's bytes here, from the linked copy if they are not in this one, and lays its file. */
export const fetchDocument = async (
  name: string,
  wanted: string,
  options: { readonly version?: string },
  context: FileContext,
): Promise<void> => {
  const text = await withCopy(name, 'fetch', context, async (opened) => {
    const document = documentNamed(opened.copy, wanted, name)
    const version = options.version === undefined ? document : versionOf(opened, document, options.version)
    await bringHere(opened, document, version)
    return options.version === undefined
      ? layFetched(opened, document)
      : `${document.name}: the version is here now\n`
  })
  context.out(text)
}

/** Sees to it that a version's bytes are here, or ends the command. */
export const bringHere = async (
  opened: OpenedFolder,
  document: DocumentView,
  content: LiveContent,
): Promise<void> => {
  const { copy, ports, name } = opened
  copy.contents.bringBack(content)
  if (copy.contents.isSound(content)) return
  const link = readLink(ports.disk)
  copy.library.behaviours.ask(content)
  const carried = link && (await carry(opened, link))
  if (copy.contents.has(content)) return
  if (carried?.failure) throw carried.failure
  const where = link ? `and ${link.name} has them not either` : `and ${name} is linked to no other copy`
  throw new CommandFailure(
    failureCodes.outside,
    `Cannot bring ${document.name}: ${whyNotHere(opened, document, content)}, ${where}. Nothing was changed.\nConnect to a copy that has them, then try again: npx shakedown file connect ${name} OTHER`,
  )
}

const whyNotHere = (
  { copy, name }: OpenedFolder,
  { documentId }: DocumentView,
  { hash }: LiveContent,
): string => {
  const version = copy.library.versions.of(documentId).find((each) => each.hash === hash)
  return version?.droppedMs
    ? `its bytes are not kept in ${name} any more (dropped at ${timeText(version.droppedMs)}, as the file's policy says)`
    : `its bytes are not in ${name}`
}

const layFetched = ({ copy, name }: OpenedFolder, { documentId }: DocumentView): string => {
  const document = documentNamed(copy, documentId, name)
  const waiting = copy.checkOutDocuments().find((one) => one.document.documentId === documentId)
  const left = waiting ?? copy.library.working.checkOutAgain(document)
  return left
    ? `${document.name} is here, but not in the working folder: the file there was changed, or is another one.\nSync, or move it away: npx shakedown file sync ${name}\n`
    : `${document.name} is in the working folder\n`
}
