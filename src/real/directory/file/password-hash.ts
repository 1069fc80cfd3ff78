import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** scrypt (RFC 7914) with N = 2^15, r = 8, p = 1: 32 MiB and some tenths of a second a guess. */
const cost = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }
const saltBytes = 16
const hashBytes = 32

/** A password as stored: `scrypt$SALT$HASH`, in hexadecimal digits. */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(saltBytes)
  return `scrypt$${salt.toString('hex')}$${(await hashed(password, salt)).toString('hex')}`
}

/** Takes equally long for a malformed hash, an unknown user and a wrong password. */
export const isPassword = async (password: string, kept: string | null): Promise<boolean> => {
  const [kind, salt = '', hash = ''] = (kept ?? '').split('$')
  const isHash = kind === 'scrypt' && salt.length === 2 * saltBytes && hash.length === 2 * hashBytes
  const expected = Buffer.from(isHash ? hash : '00'.repeat(hashBytes), 'hex')
  const found = await hashed(password, Buffer.from(isHash ? salt : '00'.repeat(saltBytes), 'hex'))
  return timingSafeEqual(found, expected) && isHash
}

// Composed, since keyboards differ in whether é is one code point or two.
const hashed = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, hashBytes, cost, (error, hash) => {
      if (error) reject(error)
      else resolve(hash)
    })
  })
