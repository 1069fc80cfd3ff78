import { fileNames } from '../../keys/work-ids.ts'

/** Among edits of an account, the share that changes its amount and not its note. */
const amountShare = 0.8

/** Maps a draw from [0, 1) to a field of an account. */
export const accountField = (unit: number): string => (unit < amountShare ? fileNames.amount : fileNames.note)
