import type { ExchangeOutcome } from '../exchange/index.ts'
import type { NoLinkReason } from './link.ts'

/** How a link came to its end. */
export type LinkEnd =
  | { readonly kind: 'closed' }
  | { readonly kind: 'turn-over' }
  /** This copy was abandoned: it has handed in what it had, and links to nobody again. */
  | { readonly kind: 'abandoned'; readonly reason: NoLinkReason }
  /** The session is gone. */
  | { readonly kind: 'lost'; readonly reason: NoLinkReason }
  /** There still is a session, and something in the way of the exchange. */
  | { readonly kind: 'trouble'; readonly reason: NoLinkReason }

/** What became of a link in which an exchange did not come to its end. */
export const endOf = (outcome: Exclude<ExchangeOutcome, { kind: 'level' }>): LinkEnd => {
  if (outcome.kind === 'disk-trouble') {
    return {
      kind: 'trouble',
      reason: { kind: 'unreachable', detail: `this copy's own disk: ${outcome.trouble.message}` },
    }
  }
  const { trouble } = outcome
  if (trouble.kind === 'lost')
    return { kind: 'lost', reason: { kind: 'unreachable', detail: trouble.detail } }
  if (trouble.kind === 'denied')
    return { kind: 'trouble', reason: { kind: 'denied', detail: trouble.detail } }
  return { kind: 'trouble', reason: { kind: 'unreachable', detail: trouble.detail } }
}
