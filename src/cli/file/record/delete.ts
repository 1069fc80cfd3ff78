import { recordChange } from './record-change.ts'

export const recordDelete = recordChange('delete', 'delete a record')
