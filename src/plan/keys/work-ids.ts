/** Numbers count from one. */
export const workIds = {
  open: (user: string): string => `${user}-open`,
  edit: (person: string, number: number): string => `${person}-${number}`,
} as const

export const policyIds = {
  resolve: 'resolve',
  turns: 'turns',
} as const

/** Names of a client file's parts: events carry them, and a resolution's id names its register. */
export const fileNames = {
  accounts: 'trial-balance',
  records: 'journal-entries',
  amount: 'amount',
  note: 'note',
  paper: (person: string, number: number): string => `${person} working paper ${number}.docx`,
  memo: (person: string, item: string): string => `${person} memo ${item}.docx`,
} as const

export const memberIds = {
  laptop: (user: string): string => `${user}-laptop`,
  laterPerson: (name: string, number: number): string => `${name}-${number}`,
  person: (name: string, group: string): string => `${name}-${group}`,
} as const
