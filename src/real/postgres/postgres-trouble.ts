import { StoreTrouble, type StoreTroubleKind } from '../../access/ports/index.ts'

/** SQLSTATEs (PostgreSQL's appendix A) that report trouble outside the program: full codes first, then classes. */
const byState: Readonly<Record<string, StoreTroubleKind>> = {
  '3D000': 'not-a-store',
  '3F000': 'not-a-store',
  '42P01': 'not-a-store',
  '42501': 'denied',
  '55P03': 'busy',
  '57014': 'busy',
  '25006': 'denied',
}
const byClass: Readonly<Record<string, StoreTroubleKind>> = {
  '08': 'unreachable',
  '28': 'denied',
  '40': 'busy',
  '53': 'full',
  '55': 'busy',
  '57': 'unreachable',
  '58': 'broken',
  XX: 'broken',
}

const byCode: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOENT: 'the socket does not exist',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host cannot be looked up now',
  ECONNRESET: 'the connection was reset',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'there is no route to it',
  EPIPE: 'the connection was closed',
}

const byMessage: readonly (readonly [RegExp, StoreTroubleKind, string])[] = [
  [
    /password must be a string/,
    'denied',
    'no password is known for it: set PGPASSWORD, or write it into ~/.pgpass',
  ],
  [/does not support SSL/, 'unreachable', 'it does not encrypt: add ?sslmode=disable where that is meant'],
  [
    /timeout|Connection terminated|Client has encountered a connection error/,
    'unreachable',
    'it does not answer',
  ],
]

/** Converts an error of PostgreSQL or its connection into StoreTrouble. Returns any other error unchanged. */
export const asStoreTrouble = (error: unknown): unknown => {
  if (!(error instanceof Error) || error instanceof StoreTrouble) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const kind = byState[code] ?? byClass[code.slice(0, 2)]
  if (kind && /^[0-9A-Z]{5}$/.test(code)) return new StoreTrouble(kind, error.message)
  if (byCode[code]) return new StoreTrouble('unreachable', byCode[code])
  if (/CERT|SIGNATURE|ISSUER|ERR_TLS/.test(code))
    return new StoreTrouble(
      'unreachable',
      `its certificate is not trusted (${code}): name who signed it with sslrootcert`,
    )
  const found = byMessage.find(([pattern]) => pattern.test(error.message))
  return found ? new StoreTrouble(found[1], found[2]) : error
}
