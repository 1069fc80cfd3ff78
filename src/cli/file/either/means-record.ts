import { parseRecordId } from '../../../engine/replica/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import { withCopy } from '../open/open-copy.ts'

/** Whether a word means a record. A document in a folder has a name of the same form: existing documents come first. */
export const meansRecord = (name: string, wanted: string, context: CommandContext): Promise<boolean> => {
  if (!parseRecordId(wanted)) return Promise.resolve(false)
  return withCopy(name, 'document list', context, async ({ copy }) => {
    const documents = [...copy.documents(), ...copy.library.recycleBin().map(({ document }) => document)]
    return documents.every((document) => document.documentId !== wanted && document.name !== wanted)
  })
}
