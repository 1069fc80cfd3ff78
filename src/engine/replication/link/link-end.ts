import type { ExchangeOutcome } from '../exchange/index.ts'
import type { NoLinkReason } from './link.ts'

export type LinkEnd =
  | { readonly kind: 'closed' }
  | { readonly kind: 'turn-over' }
  /** Final: this copy has handed in its events. */
  | { readonly kind: 'abandoned'; readonly reason: NoLinkReason }
  | { readonly kind: 'lost'; readonly reason: NoLinkReason }
  /** The session remains, but the exchange failed. */
  | { readonly kind: 'trouble'; readonly reason: NoLinkReason }

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
