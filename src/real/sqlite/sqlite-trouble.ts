import { StoreTrouble, type StoreTroubleKind } from '../../access/ports/index.ts'

/** SQLite's primary result codes (https://www.sqlite.org/rescode.html) that report trouble outside the program. */
const kinds: Readonly<Record<number, StoreTroubleKind>> = {
  3: 'denied',
  5: 'busy',
  6: 'busy',
  8: 'denied',
  10: 'broken',
  11: 'broken',
  13: 'full',
  14: 'denied',
  23: 'denied',
  26: 'not-a-store',
}

/** Converts an error of SQLite into StoreTrouble. Returns any other error unchanged. */
export const asStoreTrouble = (error: unknown): unknown => {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return error
  const kind = kinds[error.errcode % 256]
  return kind ? new StoreTrouble(kind, error.message) : error
}
