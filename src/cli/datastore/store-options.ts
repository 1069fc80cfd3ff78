export const storeArgument = [
  '<store>',
  'the file of the data store, or postgres://USER@HOST/DATABASE',
] as const
export const retentionOption = ['--retention <time>', 'how long changes are kept (default: 72h)'] as const
export const removeOption = ['--remove', 'remove the entry instead of writing it'] as const

export interface RemoveOption {
  readonly remove?: boolean
}
