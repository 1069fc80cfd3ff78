import { type ByteReader, type ByteWriter, CodecError } from '../binary/index.ts'

/** Why a server did not do what it was asked. Frozen with version 1 of the messages: a new one goes to the end. */
export const refusalCodes = [
  /** The bytes are no request. */
  'malformed',
  /** Of a version that this server does not speak. */
  'newer',
  'too-large',
  /** It has as many waiting as it takes. */
  'too-many',
  /** Who asks did not say who they are, or not rightly. */
  'unknown-user',
  /** They may not do this. */
  'denied',
  'no-such-file',
  /** Another client file is published under that name than the one that the copy is of. */
  'other-file',
  /** What was said before is not known any more: to be said in full, which costs bytes and nothing else. */
  'session-lost',
  /** What was brought is not what its name or its signature says. */
  'not-let-in',
  /** The folder behind the server cannot be reached now. */
  'unavailable',
  'full',
  /** This instance is going away; another one may take over. */
  'draining',
  /** They may read the file, and not change it. */
  'read-only',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

/** What was refused, where, and what to do next: for people. */
export interface Refusal {
  readonly code: RefusalCode
  readonly what: string
  readonly where: string
  readonly next: string
}

/** Thrown where a request is looked at; the server's one door makes it an answer. */
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
