export const copyArgument = ['<copy>', "the copy's folder"] as const
export const documentArgument = ['<document>', 'the name or id of the document'] as const
export const recordArgument = ['<record>', 'the record as TABLE/KEY, such as trial-balance/1010'] as const
export const addressArgument = [
  '<address>',
  'the field as TABLE/KEY.FIELD, such as trial-balance/1010.amount',
] as const

export const jsonOption = ['--json', 'print JSON instead of text'] as const
export const seenOption = [
  '--seen <token>',
  'act on the version shown with this token (default: the version shown now)',
] as const
export const userOption = [
  '--user <user>',
  'the owner of the copy (default: the user of this machine)',
] as const

export interface JsonOption {
  readonly json?: boolean
}

export interface SeenOptions extends JsonOption {
  readonly seen?: string
}
