import type { ShareAnswer } from '../../ports/index.ts'

/** Why an exchange did not come to its end. Nothing is lost: the next one goes on from there. */
export type ExchangeTrouble =
  | { readonly kind: 'lost'; readonly detail: string }
  | { readonly kind: 'denied'; readonly detail: string }
  | { readonly kind: 'full'; readonly detail: string }
  /** What lies in the other folder is damaged, of a newer format, or not this client file. */
  | { readonly kind: 'unreadable'; readonly path: string; readonly detail: string }

/** Carries an exchange's trouble up to its one door, where it becomes a value again. */
export class ExchangeInterrupted extends Error {
  override readonly name = 'ExchangeInterrupted'
  readonly trouble: ExchangeTrouble

  constructor(trouble: ExchangeTrouble) {
    super(trouble.detail)
    this.trouble = trouble
  }
}

/** The value, null where it is absent; any other answer ends the exchange. */
export const presentOrNull = <T>(answer: ShareAnswer<T>): T | null => {
  if (answer.kind === 'ok') return answer.value
  if (answer.kind === 'absent') return null
  throw new ExchangeInterrupted(answer)
}

/** For writes, which have no reason to find something absent. */
export const carriedOut = (answer: ShareAnswer<null>): void => {
  if (answer.kind === 'absent') {
    throw new ExchangeInterrupted({ kind: 'lost', detail: 'the other folder is not there any more' })
  }
  presentOrNull(answer)
}
