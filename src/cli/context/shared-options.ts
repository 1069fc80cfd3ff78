export const copyArgument = ['<copy>', "the copy's folder"] as const
export const documentArgument = ['<document>', 'its name, or its id'] as const
export const recordArgument = ['<record>', 'such as trial-balance/1010'] as const
export const addressArgument = ['<address>', 'such as trial-balance/1010.amount'] as const

export const jsonOption = ['--json', 'print JSON'] as const
export const seenOption = [
  '--seen <token>',
  'act on the version shown with this token (default: the version shown now)',
] as const
export const userOption = ['--user <user>', 'who works in it (default: the user of this machine)'] as const

export interface JsonOption {
  readonly json?: boolean
}

export interface SeenOptions extends JsonOption {
  readonly seen?: string
}
