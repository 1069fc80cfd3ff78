export const storeArgument = ['<store>', "the data store's file, or postgres://USER@HOST/DATABASE"] as const
export const retentionOption = ['--retention <time>', 'how long changes are kept (default: 72h)'] as const
export const removeOption = ['--remove', 'remove it instead'] as const

export interface RemoveOption {
  readonly remove?: boolean
}
