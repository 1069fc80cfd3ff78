import type { RefusalCode } from '../../../engine/protocol/index.ts'

export const statusOfCode: Readonly<Record<RefusalCode, number>> = {
  malformed: 400,
  newer: 400,
  'too-large': 413,
  'too-many': 503,
  'unknown-user': 401,
  denied: 403,
  'no-such-file': 404,
  'other-file': 409,
  'session-lost': 409,
  'not-let-in': 422,
  unavailable: 503,
  full: 507,
  draining: 503,
  'read-only': 403,
}
