import type { SyncCopy } from '../replica/index.ts'

/** Whether a copy's folder may be emptied of everything that is the engine's. */
export type ClearAnswer =
  | { readonly kind: 'may' }
  /** Something would be lost; a person may say that it shall be. */
  | { readonly kind: 'loses'; readonly detail: string }
  | { readonly kind: 'may-not'; readonly detail: string }

/**
 * Pure: a copy that has left was proved to be held elsewhere. The last copy of a file may go with its history, and an
 * abandoned one with what it never sent, where a person says so. Anyone else drains first, by leaving.
 */
export const mayClear = (copy: SyncCopy, unsent: number): ClearAnswer => {
  const { closed, state, identity } = copy
  if (closed?.reason === 'left') return { kind: 'may' }
  if (closed?.reason === 'abandoned') {
    return unsent === 0
      ? { kind: 'may' }
      : { kind: 'loses', detail: `${unsent} events that were never handed in for rescue` }
  }
  const others = state
    .registrations()
    .filter(({ log: logId }) => logId !== identity.line && !state.hierarchy.hasEnded(logId))
  if (others.length > 0) {
    const names = others.map(({ copyName }) => copyName).join(', ')
    return {
      kind: 'may-not',
      detail: `it has not left, and these copies still work with the file: ${names}`,
    }
  }
  if (copy.unapplied > 0) {
    return { kind: 'may-not', detail: `${copy.unapplied} events wait for something that has not arrived` }
  }
  return { kind: 'loses', detail: 'the history of the file, of which this is the last copy' }
}
