import type { DocumentView } from '../../../engine/document/index.ts'
import { usageFailure } from '../../context/command-failure.ts'
import type { OpenedFolder } from '../open/open-copy.ts'

/** Finds a document by its listed name or its id. Ends the command if there is none. */
export const documentNamed = ({ copy, name }: OpenedFolder, wanted: string): DocumentView => {
  const found = copy.document(wanted) ?? copy.documents().find((document) => document.name === wanted)
  if (found) return found
  throw usageFailure(
    (shakedown) =>
      `${name} has no document called "${wanted}".\nSee which there are: ${shakedown} file document list ${name}\nSee which were deleted: ${shakedown} file document bin ${name}`,
  )
}
