import type { DocumentView } from '../../../engine/document/index.ts'
import type { DocumentVersion } from '../../../engine/replica/index.ts'
import { usageFailure } from '../../context/command-failure.ts'
import type { OpenedFolder } from '../open/open-copy.ts'

/** Returns a document's version. Ends the command if there is none. */
export const versionOf = (
  { copy, name }: OpenedFolder,
  document: DocumentView,
  versionId: string,
): DocumentVersion => {
  const found = copy.library.versions.find(document.documentId, versionId)
  if (found) return found
  throw usageFailure(
    (shakedown) =>
      `${document.name} has no version ${versionId} in ${name}.\nSee which it has: ${shakedown} file document versions ${name} "${document.name}"`,
  )
}
