import { createHmac, timingSafeEqual } from 'node:crypto'

export const command = {
  negotiate: 0,
  sessionSetup: 1,
  logOff: 2,
  treeConnect: 3,
  treeDisconnect: 4,
  create: 5,
  close: 6,
  flush: 7,
  read: 8,
  write: 9,
  queryDirectory: 14,
  setInfo: 17,
} as const

export const headerBytes = 64
const flagAnswer = 1
const flagAsync = 2
const flagSigned = 8
const noMessage = 0xffff_ffff_ffff_ffffn

export interface Outgoing {
  readonly command: number
  readonly messageId: bigint
  readonly sessionId: bigint
  readonly treeId: number
  readonly body: Buffer
}

/** A message with its header (MS-SMB2 2.2.1.2), signed if a key is given. */
export const encodeMessage = (message: Outgoing, key: Buffer | null): Buffer => {
  const header = Buffer.alloc(headerBytes)
  header.writeUInt32BE(0xfe534d42, 0)
  header.writeUInt16LE(headerBytes, 4)
  header.writeUInt16LE(1, 6)
  header.writeUInt16LE(message.command, 12)
  header.writeUInt16LE(creditsAsked, 14)
  header.writeUInt32LE(key ? flagSigned : 0, 16)
  header.writeBigUInt64LE(message.messageId, 24)
  header.writeUInt32LE(message.treeId, 36)
  header.writeBigUInt64LE(message.sessionId, 40)
  const bytes = Buffer.concat([header, message.body])
  if (key) signatureOf(bytes, key).copy(bytes, signatureAt)
  return bytes
}

/** Requests that may be in flight at once, if the host grants them. */
const creditsAsked = 32
const signatureAt = 48

export interface Incoming {
  readonly status: number
  readonly command: number
  readonly credits: number
  readonly messageId: bigint
  readonly treeId: number
  readonly sessionId: bigint
  /** The host needs longer; the final answer follows. */
  readonly isInterim: boolean
  readonly body: Buffer
  readonly whole: Buffer
}

/** Returns null if it is not an answer of an SMB 2 host. */
export const decodeMessage = (whole: Buffer): Incoming | null => {
  if (whole.length < headerBytes + 2 || whole.readUInt32BE(0) !== 0xfe534d42) return null
  const flags = whole.readUInt32LE(16)
  if ((flags & flagAnswer) === 0) return null
  const status = whole.readUInt32LE(8)
  return {
    status,
    command: whole.readUInt16LE(12),
    credits: whole.readUInt16LE(14),
    messageId: whole.readBigUInt64LE(24),
    treeId: whole.readUInt32LE(36),
    sessionId: whole.readBigUInt64LE(40),
    isInterim: status === 0x103 && (flags & flagAsync) !== 0,
    body: whole.subarray(headerBytes),
    whole,
  }
}

/** A host may send oplock breaks unasked. This client takes no oplocks, so such a message answers nothing. */
export const isUnasked = ({ messageId }: Incoming): boolean => messageId === noMessage

/** Whether the host knows the session key: HMAC-SHA256 over the message with a blank signature (MS-SMB2 3.1.4.1). */
export const isSignedWith = (key: Buffer, { whole }: Incoming): boolean => {
  if ((whole.readUInt32LE(16) & flagSigned) === 0) return false
  const given = whole.subarray(signatureAt, signatureAt + 16)
  return timingSafeEqual(given, signatureOf(whole, key))
}

const signatureOf = (bytes: Buffer, key: Buffer): Buffer =>
  createHmac('sha256', key)
    .update(bytes.subarray(0, signatureAt))
    .update(Buffer.alloc(16))
    .update(bytes.subarray(headerBytes))
    .digest()
    .subarray(0, 16)
