import { randomBytes, randomInt } from 'node:crypto'

import { encodeRequest } from '../../src/engine/protocol/index.ts'
import { contentPath } from '../../src/engine/storage/folder/index.ts'
import { messageType } from '../server/bare-messages.ts'

/** Something that no client of ours sends. */
export interface Malformed {
  readonly name: string
  readonly bytes: Uint8Array
  /** The statuses that it may be answered with; empty where it waits for no answer. */
  readonly statuses: readonly number[]
}

const path = '/v1/files/ACME'

interface Head {
  readonly path?: string
  readonly method?: string
  readonly type?: string
  readonly token?: string | null
  readonly length?: number
}

/** One request on the wire, right but for what is said otherwise. */
const http = (token: string, body: Uint8Array, head: Head = {}): Uint8Array => {
  const { method = 'POST', type = messageType, length = body.length } = head
  const shown = head.token === undefined ? token : head.token
  const lines = [
    `${method} ${head.path ?? path} HTTP/1.1`,
    'Host: localhost',
    `Content-Type: ${type}`,
    `Content-Length: ${length}`,
    ...(shown === null ? [] : [`Authorization: Bearer ${shown}`]),
    '',
    '',
  ]
  return new Uint8Array(Buffer.concat([Buffer.from(lines.join('\r\n'), 'latin1'), body]))
}

const hello = encodeRequest({ kind: 'hello' })
const hash = 'ab'.repeat(32)

const read = (place: string): Uint8Array => encodeRequest({ kind: 'read', path: place })

const places = [
  '../outside',
  '/etc/passwd',
  '.shakedown/../../outside',
  '.shakedown/journal/00000001',
  'memo.txt',
  '',
]

const mutated = (): Uint8Array => {
  const message = new Uint8Array(
    encodeRequest({ kind: 'read-part', path: '.shakedown/heads', offset: 0, length: 99 }),
  )
  for (let flips = 1 + randomInt(4); flips > 0; flips -= 1) {
    const at = randomInt(message.length)
    message[at] = (message[at] ?? 0) ^ (1 << randomInt(8))
  }
  return message
}

/** Whose token it shows, and of which file it is. */
export interface Known {
  readonly token: string
  readonly bomb: Uint8Array
}

type Make = (known: Known) => Malformed

const anyRefusal = [400, 401, 403, 404, 409, 413, 415, 422, 431]

/** Any bytes, but none that happen to be a message: a greeting is a single byte. */
const ofNoVersion = (bytes: Buffer): Buffer => {
  const [first = 0] = bytes
  if (first >> 5 === 1) bytes[0] = first ^ 0x40
  return bytes
}

/** Each by name, made anew each time. */
export const malformed: readonly Make[] = [
  ({ token }) => ({
    name: 'bytes that are no message',
    bytes: http(token, ofNoVersion(randomBytes(1 + randomInt(300)))),
    statuses: anyRefusal,
  }),
  ({ token }) => ({
    name: 'a message that breaks off',
    bytes: http(token, read('.shakedown/heads').subarray(0, 9)),
    statuses: [400],
  }),
  // Some of them are messages again, and then they are answered.
  ({ token }) => ({
    name: 'a message with flipped bits',
    bytes: http(token, mutated()),
    statuses: [200, ...anyRefusal],
  }),
  ({ token }) => ({ name: 'nothing at all', bytes: http(token, new Uint8Array(0)), statuses: [400] }),
  ({ token }) => ({
    name: 'another kind of content',
    bytes: http(token, hello, { type: 'application/json' }),
    statuses: [415],
  }),
  ({ token }) => ({
    name: 'more than may come, as it says',
    bytes: http(token, hello, { length: 1e9 }),
    statuses: [413],
  }),
  ({ token }) => ({
    name: 'headers without an end',
    bytes: http(`${token}\r\nX-Much: ${'x'.repeat(20_000)}`, hello),
    statuses: [431],
  }),
  () => ({ name: 'no HTTP', bytes: randomBytes(200), statuses: [400] }),
  ({ token }) => ({
    name: 'another address',
    bytes: http(token, hello, { path: '/etc/passwd' }),
    statuses: [404],
  }),
  ({ token }) => ({
    name: 'a path as a name',
    bytes: http(token, hello, { path: '/v1/files/..%2F..%2Fetc' }),
    statuses: [404],
  }),
  ({ token }) => ({
    name: 'a name that is not published',
    bytes: http(token, hello, { path: '/v1/files/NOTHING' }),
    statuses: [404],
  }),
  ({ token }) => ({ name: 'another method', bytes: http(token, hello, { method: 'PUT' }), statuses: [404] }),
  ({ token }) => ({ name: 'nobody’s request', bytes: http(token, hello, { token: null }), statuses: [401] }),
  ({ token }) => ({
    name: 'a token that was made up',
    bytes: http(token, hello, { token: randomBytes(32).toString('hex') }),
    statuses: [401],
  }),
  ({ token }) => ({
    name: 'a path that leads elsewhere',
    bytes: http(token, read(places[randomInt(places.length)] ?? '')),
    statuses: [403],
  }),
  ({ token }) => ({
    name: 'a document under another’s name',
    bytes: http(token, encodeRequest({ kind: 'write', path: contentPath(hash), bytes: randomBytes(500) })),
    statuses: [422],
  }),
  ({ token, bomb }) => ({
    name: 'a decompression bomb',
    bytes: http(token, bomb),
    statuses: [400, 409, 413],
  }),
  ({ token }) => ({
    name: 'half a request, and gone',
    bytes: http(token, hello, { length: 1000 }),
    statuses: [],
  }),
]
