/**
 * Address of a folder in an SMB share: `smb://HOST[:PORT]/SHARE[/FOLDER…]`, with `USER@` or `DOMAIN;USER@` before the
 * host.
 */
export interface SmbAddress {
  readonly host: string
  readonly port: number
  readonly share: string
  /** Relative to the share, with `/` between the names; empty for the share itself. */
  readonly folder: string
  readonly user: string | null
  readonly domain: string
}

const scheme = 'smb://'
const smbPort = 445

export const isSmbAddress = (address: string): boolean => address.toLowerCase().startsWith(scheme)

/** Returns null if malformed. A password is not allowed: addresses are stored and shown. */
export const parseSmbAddress = (address: string): SmbAddress | null => {
  if (!isSmbAddress(address) || !URL.canParse(address)) return null
  const url = new URL(address)
  const given = [url.username, ...url.pathname.split('/').filter((name) => name !== '')]
  const decoded = given.map(decodedText).filter((text) => text !== null)
  if (decoded.length < given.length || url.password !== '' || url.search !== '' || url.hash !== '')
    return null
  const [account = '', share = '', ...folders] = decoded
  if (url.hostname === '' || share === '' || folders.some(isNoName)) return null
  const [user = '', domain = ''] = account.split(';').toReversed()
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? smbPort : Number(url.port),
    share,
    folder: folders.join('/'),
    user: user === '' ? null : user,
    domain,
  }
}

const decodedText = (text: string): string | null => {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

const isNoName = (name: string): boolean => name === '.' || name === '..' || /[\\/:\0]/.test(name)
