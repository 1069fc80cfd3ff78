import type { DocumentView } from '../../engine/document/index.ts'
import type { SyncCopy } from '../../engine/replica/index.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'

/** The document that somebody means by a name as `documents` lists it, or by its id. */
export const documentNamed = (copy: SyncCopy, wanted: string, name: string): DocumentView => {
  const found = copy.document(wanted) ?? copy.documents().find((document) => document.name === wanted)
  if (found) return found
  throw new CommandFailure(
    failureCodes.usage,
    `${name} has no document called "${wanted}".\nSee which there are: npx shakedown file documents ${name}\nSee which were deleted: npx shakedown file bin ${name}`,
  )
}
