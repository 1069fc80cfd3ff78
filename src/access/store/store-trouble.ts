import { StoreTrouble } from '../ports/index.ts'

export interface Troubled {
  readonly kind: 'trouble'
  readonly trouble: StoreTrouble
}

/** What the work gives, or the store's trouble as a value. */
export const orTrouble = <T>(work: () => T): T | Troubled =>
  orElse(work, (trouble) => ({ kind: 'trouble', trouble }))

/** The same for whoever asks from elsewhere, and to whom it is all one why nothing comes. */
export const orUnreachable = <T>(
  work: () => T,
): T | { readonly kind: 'unreachable'; readonly detail: string } =>
  orElse(work, ({ message }) => ({ kind: 'unreachable', detail: message }))

const orElse = <T, E>(work: () => T, otherwise: (trouble: StoreTrouble) => E): T | E => {
  try {
    return work()
  } catch (trouble) {
    if (trouble instanceof StoreTrouble) return otherwise(trouble)
    throw trouble
  }
}
