import { restoreDocument } from '../document/restore.ts'
import { eitherChange } from './either-change.ts'

export const eitherRestore = eitherChange({
  name: 'restore',
  description: 'undo a deletion: of a record, or of a document in the recycle bin',
  changeDocument: restoreDocument,
})
