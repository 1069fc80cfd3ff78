import { deleteDocument } from '../document/delete.ts'
import { eitherChange } from './either-change.ts'

export const eitherDelete = eitherChange({
  name: 'delete',
  description: 'delete a record, or put a document into the recycle bin of every copy',
  changeDocument: deleteDocument,
})
