/** Ids of what people do. Numbers count from one. */
export const workIds = {
  open: (user: string): string => `${user}-open`,
  edit: (person: string, number: number): string => `${person}-${number}`,
} as const

export const policyIds = {
  resolve: 'resolve',
  turns: 'turns',
} as const

/** Names of what is in a client file: events carry them, and the id of a resolution names its register. */
export const fileNames = {
  accounts: 'trial-balance',
  records: 'journal-entries',
  amount: 'amount',
  note: 'note',
  paper: (person: string, number: number): string => `${person} working paper ${number}.docx`,
  memo: (person: string, item: string): string => `${person} memo ${item}.docx`,
} as const

/** Ids of machines and people that a group of laptops is spelled out into. */
export const memberIds = {
  laptop: (user: string): string => `${user}-laptop`,
  laterPerson: (name: string, number: number): string => `${name}-${number}`,
} as const
