import type { LiveContent } from '../../../engine/content/index.ts'
import type { DocumentView } from '../../../engine/document/index.ts'
import { CommandFailure, failureCodes } from '../../context/command-failure.ts'
import { timeText } from '../../context/printed-text.ts'
import { exchangeWith } from '../link/exchange.ts'
import { readLink } from '../link/link-settings.ts'
import type { OpenedFolder } from '../open/open-copy.ts'

/** Fetches the bytes of a version unless they are here. Ends the command if no copy in reach has them. */
export const fetchVersion = async (
  opened: OpenedFolder,
  document: DocumentView,
  content: LiveContent,
): Promise<void> => {
  const { copy, ports, name } = opened
  copy.contents.bringBack(content)
  if (copy.contents.isSound(content)) return
  const link = readLink(ports.disk)
  copy.library.behaviours.ask(content)
  const exchanged = link && (await exchangeWith(opened, link))
  if (copy.contents.has(content)) return
  if (exchanged?.failure) throw exchanged.failure
  const where = link ? `and ${link.name} has them not either` : `and ${name} is linked to no other copy`
  throw new CommandFailure(
    failureCodes.outside,
    (shakedown) =>
      `Cannot bring ${document.name}: ${whyNotHere(opened, document, content)}, ${where}. Nothing was changed.\nConnect to a copy that has them, then try again: ${shakedown} file connect ${name} OTHER`,
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
