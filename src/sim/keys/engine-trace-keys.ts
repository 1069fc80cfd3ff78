import type { WriteOutcome } from '../../access/ports/index.ts'
import type { AuditEntry } from '../../access/session/index.ts'
import type { EngineEvent, NoLinkKind } from '../../engine/ports/index.ts'
import type { RefusalCode } from '../../engine/protocol/index.ts'
import { type TraceKey, traceKeysOf } from '../kernel/index.ts'

// The engine may rename its words: each of them keeps the key that it had when traces were first recorded.

export const auditTraceKeys: Readonly<Record<AuditEntry['kind'], TraceKey>> = traceKeysOf({
  'logged-on': 'logged-on',
  'log-on-refused': 'log-on-refused',
  'session-ended': 'session-ended',
  denied: 'denied',
})

export const refusalTraceKeys: Readonly<Record<RefusalCode, TraceKey>> = traceKeysOf({
  malformed: 'malformed',
  newer: 'newer',
  'too-large': 'too-large',
  'too-many': 'too-many',
  'unknown-user': 'unknown-user',
  denied: 'denied',
  'no-such-file': 'no-such-file',
  'other-file': 'other-file',
  'session-lost': 'session-lost',
  'not-let-in': 'not-let-in',
  unavailable: 'unavailable',
  full: 'full',
  draining: 'draining',
  'read-only': 'read-only',
})

export const writeTraceKeys: Readonly<Record<WriteOutcome['kind'], TraceKey>> = traceKeysOf({
  written: 'written',
  refused: 'refused',
  trouble: 'trouble',
})

export const noLinkTraceKeys: Readonly<Record<NoLinkKind, TraceKey>> = traceKeysOf({
  chosen: 'chosen',
  unreachable: 'unreachable',
  refused: 'refused',
  denied: 'denied',
  abandoned: 'abandoned',
  away: 'away',
})

type LinkEvent = Extract<EngineEvent, { readonly kind: 'link' }>

export const linkTraceKeys: Readonly<Record<LinkEvent['link'], TraceKey>> = traceKeysOf({
  linked: 'linked',
  none: 'none',
})

/** To whom a copy is linked, or why it is not. */
export const linkPayload = (event: LinkEvent): string => {
  const reason = event.link === 'linked' ? event.reason : noLinkTraceKeys[event.reason]
  return `${linkTraceKeys[event.link]} ${reason}`
}
