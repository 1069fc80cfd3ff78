import { type DiskRefusal, DiskTrouble, type ShareAnswer } from '../../ports/index.ts'

/** Why an exchange ended early. The next one resumes there. */
export type ExchangeTrouble =
  | { readonly kind: 'lost'; readonly detail: string }
  | { readonly kind: 'denied'; readonly detail: string }
  | { readonly kind: 'full'; readonly detail: string }
  /** The other folder is damaged, has a newer format, or holds another client file. */
  | { readonly kind: 'unreadable'; readonly path: string; readonly detail: string }

/** Carries trouble to the exchange's entry point, which turns it back into a value. */
export class ExchangeInterrupted extends Error {
  override readonly name = 'ExchangeInterrupted'
  readonly trouble: ExchangeTrouble

  constructor(trouble: ExchangeTrouble) {
    super(trouble.detail)
    this.trouble = trouble
  }
}

/** Returns the value, or null if absent. Throws ExchangeInterrupted for any other answer. */
export const presentOrNull = <T>(answer: ShareAnswer<T>): T | null => {
  if (answer.kind === 'ok') return answer.value
  if (answer.kind === 'absent') return null
  throw new ExchangeInterrupted(answer)
}

/** For writes, where "absent" means that the folder itself is gone. */
export const carriedOut = (answer: ShareAnswer<null>): void => {
  if (answer.kind === 'absent') {
    throw new ExchangeInterrupted({ kind: 'lost', detail: 'the other folder is not there any more' })
  }
  presentOrNull(answer)
}

export type ExchangeRefusal =
  | { readonly kind: 'interrupted'; readonly trouble: ExchangeTrouble }
  | DiskRefusal

/** Returns expected trouble as an outcome. Throws any other error again. */
export const exchangeRefusalOf = (trouble: unknown): ExchangeRefusal => {
  if (trouble instanceof ExchangeInterrupted) return { kind: 'interrupted', trouble: trouble.trouble }
  if (trouble instanceof DiskTrouble) return { kind: 'disk-trouble', trouble }
  throw trouble
}
