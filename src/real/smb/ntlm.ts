import { createHmac, randomBytes } from 'node:crypto'

import { md4 } from './md4.ts'
import { readSafely } from './smb-bodies.ts'

export interface Credentials {
  readonly user: string
  readonly domain: string
  readonly password: string
}

/** NTLM flags: Unicode, target, NTLM, always sign, extended session security, target info, 128 bit. */
const flags =
  0x00000001 | 0x00000004 | 0x00000010 | 0x00000200 | 0x00008000 | 0x00080000 | 0x00800000 | 0x20000000

const signature = Buffer.from('NTLMSSP\0', 'latin1')

/** The first of three messages (MS-NLMP 2.2.1.1). */
export const negotiateMessage = (): Buffer => {
  const message = Buffer.alloc(32)
  signature.copy(message)
  message.writeUInt32LE(1, 8)
  message.writeUInt32LE(flags, 12)
  return message
}

export interface LogOn {
  readonly message: Buffer
  /** Signs all later messages of both sides. */
  readonly sessionKey: Buffer
}

/** Answers the host's challenge with NTLMv2 (MS-NLMP 3.3.2). Returns null if it is malformed. */
export const authenticateMessage = (challenge: Buffer, credentials: Credentials): LogOn | null => {
  const given = readSafely(challenge, readChallenge)
  if (!given) return null
  const { user, domain, password } = credentials
  const passwordHash = md4(Buffer.from(password, 'utf16le'))
  const ownerKey = hmacMd5(passwordHash, Buffer.from(user.toUpperCase() + domain, 'utf16le'))
  const targetInfo = withFlags(given.targetInfo)
  const blob = Buffer.concat([
    Buffer.from([1, 1, 0, 0, 0, 0, 0, 0]),
    timestampIn(given.targetInfo) ?? nowAsFileTime(),
    randomBytes(8),
    Buffer.alloc(4),
    targetInfo,
    Buffer.alloc(4),
  ])
  const proof = hmacMd5(ownerKey, Buffer.concat([given.serverChallenge, blob]))
  const sessionKey = hmacMd5(ownerKey, proof)
  const message = assembled({ user, domain, answer: Buffer.concat([proof, blob]) })
  // The integrity code covers all three messages, so that no intermediary can weaken the negotiation.
  hmacMd5(sessionKey, Buffer.concat([negotiateMessage(), challenge, message])).copy(message, micAt)
  return { message, sessionKey }
}

interface Challenge {
  readonly serverChallenge: Buffer
  readonly targetInfo: Buffer
}

const readChallenge = (message: Buffer): Challenge | null => {
  if (message.length < 48 || !message.subarray(0, 8).equals(signature)) return null
  if (message.readUInt32LE(8) !== 2) return null
  const at = message.readUInt32LE(44)
  const targetInfo = message.subarray(at, at + message.readUInt16LE(40))
  return { serverChallenge: message.subarray(24, 32), targetInfo }
}

const pairs = { end: 0, flags: 6, timestamp: 7 } as const

const timestampIn = (info: Buffer): Buffer | null => {
  for (let at = 0; at + 4 <= info.length; at += 4 + info.readUInt16LE(at + 2)) {
    if (info.readUInt16LE(at) === pairs.timestamp) return info.subarray(at + 4, at + 12)
  }
  return null
}

/** The host's own pairs, and the flag that announces an integrity code. */
const withFlags = (info: Buffer): Buffer => {
  const pair = Buffer.from([pairs.flags, 0, 4, 0, 2, 0, 0, 0])
  const last = info.subarray(Math.max(0, info.length - 4))
  const isEnded = last.length === 4 && last.readUInt32LE(0) === pairs.end
  const body = isEnded ? info.subarray(0, info.length - 4) : info
  return Buffer.concat([body, pair, Buffer.alloc(4)])
}

const nowAsFileTime = (): Buffer => {
  const time = Buffer.alloc(8)
  time.writeBigUInt64LE(BigInt(Date.now() + 11_644_473_600_000) * 10_000n)
  return time
}

const headerBytes = 88
const micAt = 72

const assembled = (parts: { user: string; domain: string; answer: Buffer }): Buffer => {
  const lm = Buffer.alloc(24)
  const domain = Buffer.from(parts.domain, 'utf16le')
  const user = Buffer.from(parts.user, 'utf16le')
  const workstation = Buffer.from('SHAKEDOWN', 'utf16le')
  const fields = [lm, parts.answer, domain, user, workstation, Buffer.alloc(0)]
  const header = Buffer.alloc(headerBytes)
  signature.copy(header)
  header.writeUInt32LE(3, 8)
  let at = headerBytes
  for (const [index, field] of fields.entries()) {
    header.writeUInt16LE(field.length, 12 + index * 8)
    header.writeUInt16LE(field.length, 14 + index * 8)
    header.writeUInt32LE(at, 16 + index * 8)
    at += field.length
  }
  header.writeUInt32LE(flags, 60)
  return Buffer.concat([header, ...fields])
}

const hmacMd5 = (key: Uint8Array, bytes: Uint8Array): Buffer => createHmac('md5', key).update(bytes).digest()
