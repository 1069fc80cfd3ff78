import { StoreTrouble } from '../ports/index.ts'

export interface Troubled {
  readonly kind: 'trouble'
  readonly trouble: StoreTrouble
}

export const orTrouble = <T>(work: () => T): T | Troubled =>
  orElse(work, (trouble) => ({ kind: 'trouble', trouble }))

/** Hides the kind of trouble from remote callers. */
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
