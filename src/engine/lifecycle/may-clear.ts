import type { SyncCopy } from '../replica/index.ts'

/** Whether the engine's files may be removed from a copy's folder. */
export type ClearAnswer =
  | { readonly kind: 'may' }
  /** Work would be lost, which a person may accept. */
  | { readonly kind: 'loses'; readonly detail: string }
  | { readonly kind: 'may-not'; readonly detail: string }

/**
 * Pure. A copy that left is proved to be held elsewhere. If a person accepts it, the last copy may lose its
 * history, and an abandoned one its unsent events. Any other copy must leave first.
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
  return { kind: 'loses', detail: 'the history of the file, since this is its last copy' }
}
