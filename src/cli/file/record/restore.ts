import { recordChange } from './record-change.ts'

export const recordRestore = recordChange('restore', 'undo the deletion of a record')
