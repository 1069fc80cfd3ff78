import { createHmac } from 'node:crypto'

import { expect, test } from 'vitest'

import { md4 } from '../../../src/real/smb/md4.ts'
import { authenticateMessage } from '../../../src/real/smb/ntlm.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const credentials = { user: 'User', domain: 'Domain', password: 'Password' }

/** A host's challenge: what names it, and when it spoke. */
const challengeWith = (targetInfo: Buffer): Buffer => {
  const message = Buffer.alloc(48)
  message.write('NTLMSSP\0', 'latin1')
  message.writeUInt32LE(2, 8)
  Buffer.from('0123456789abcdef', 'hex').copy(message, 24)
  message.writeUInt16LE(targetInfo.length, 40)
  message.writeUInt32LE(48, 44)
  return Buffer.concat([message, targetInfo])
}

test.each([
  ['', '31d6cfe0d16ae931b73c59d7e0c089c0'],
  ['a', 'bde52cb31de33e46245e05fbdbd6fb24'],
  ['message digest', 'd9130a8164549fe818874806e1c7014b'],
  [
    '12345678901234567890123456789012345678901234567890123456789012345678901234567890',
    'e33b4ddc9c38f2199c3e7b164fcc0536',
  ],
])('MD4 of "%s" is as RFC 1320 has it', (text, expected) => {
  expect(hex(md4(Buffer.from(text)))).toBe(expected)
})

test('a password is hashed as MS-NLMP 4.2.2.1.2 has it', () => {
  expect(hex(md4(Buffer.from('Password', 'utf16le')))).toBe('a4f49c406510bdcab6824ee7c30fd852')
})

test('the proof covers the challenge with the key of MS-NLMP 4.2.4.1.1', () => {
  const ownerKey = Buffer.from('0c868a403bfd7a93a3001ef22ef02e3f', 'hex')

  const logOn = authenticateMessage(challengeWith(Buffer.from([0, 0, 0, 0])), credentials)

  const message = logOn?.message ?? Buffer.alloc(0)
  const at = message.readUInt32LE(24)
  const [proof, blob] = [
    message.subarray(at, at + 16),
    message.subarray(at + 16, at + message.readUInt16LE(20)),
  ]
  const expected = createHmac('md5', ownerKey)
    .update(Buffer.from('0123456789abcdef', 'hex'))
    .update(blob)
    .digest()
  expect(hex(proof)).toBe(hex(expected))
  expect(hex(logOn?.sessionKey ?? Buffer.alloc(0))).toBe(
    hex(createHmac('md5', ownerKey).update(expected).digest()),
  )
})

test('the host sets the time of the answer, since the clock here may be wrong', () => {
  const hostTime = Buffer.from('0011223344556677', 'hex')
  const info = Buffer.concat([Buffer.from([7, 0, 8, 0]), hostTime, Buffer.alloc(4)])

  const logOn = authenticateMessage(challengeWith(info), credentials)

  const message = logOn?.message ?? Buffer.alloc(0)
  const blobAt = message.readUInt32LE(24) + 16
  expect(hex(message.subarray(blobAt + 8, blobAt + 16))).toBe(hex(hostTime))
})

test.each([
  ['nothing', Buffer.alloc(0)],
  ['something else', Buffer.alloc(64, 1)],
  ['a challenge cut short', challengeWith(Buffer.alloc(4)).subarray(0, 40)],
])('%s is no challenge', (_what, message) => {
  expect(authenticateMessage(message, credentials)).toBeNull()
})
