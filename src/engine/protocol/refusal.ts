import { type ByteReader, type ByteWriter, CodecError } from '../binary/index.ts'

/** Why a server refused a request. The order is part of message version 1, so append new codes. */
export const refusalCodes = [
  'malformed',
  /** The request has a version that this server does not know. */
  'newer',
  'too-large',
  /** The server has its maximum of waiting clients. */
  'too-many',
  /** The user is missing or not authenticated. */
  'unknown-user',
  'denied',
  'no-such-file',
  'other-file',
  /** The session state is gone, so the client repeats everything in full. This costs only bytes. */
  'session-lost',
  /** The data does not match its hash or its signature. */
  'not-let-in',
  /** The server cannot reach its folder now. */
  'unavailable',
  'full',
  /** The instance is shutting down, and another may take over. */
  'draining',
  'read-only',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

/** A refusal in words, with the place and the next step. */
export interface Refusal {
  readonly code: RefusalCode
  readonly what: string
  readonly where: string
  readonly next: string
}

export class Refused extends Error {
  override readonly name = 'Refused'
  readonly refusal: Refusal

  constructor(code: RefusalCode, what: string, where: string, next: string) {
    super(what)
    this.refusal = { code, what, where, next }
  }
}

export const refusalText = ({ what, where, next }: Refusal): string => `${what} (${where}). ${next}`

export const writeRefusal = (writer: ByteWriter, { code, what, where, next }: Refusal): void => {
  writer.byte(refusalCodes.indexOf(code)).text(what).text(where).text(next)
}

export const readRefusal = (reader: ByteReader): Refusal => {
  const code = refusalCodes[reader.byte()]
  if (!code) throw new CodecError('Cannot read an answer: it refuses for a reason that a newer program knows')
  return { code, what: reader.text(), where: reader.text(), next: reader.text() }
}
