/** Address of a published file: `https://HOST:PORT/NAME`. */
export interface HttpsAddress {
  readonly host: string
  readonly port: number
  readonly file: string
}

export const isHttpsAddress = (address: string): boolean => address.startsWith('https://')

export const parseHttpsAddress = (address: string): HttpsAddress | null => {
  if (!isHttpsAddress(address) || !URL.canParse(address)) return null
  const { hostname, port, pathname, search, hash, username, password } = new URL(address)
  const file = fileIn(pathname)
  if (file === null || search !== '' || hash !== '' || username !== '' || password !== '') return null
  return { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: port === '' ? 443 : Number(port), file }
}

const fileIn = (pathname: string): string | null => {
  try {
    const name = decodeURIComponent(pathname.slice(1).replace(/\/$/, ''))
    return name === '' || name.includes('/') ? null : name
  } catch {
    return null
  }
}

/** The path for messages to a file. Part of version 1 of the protocol. */
export const messagePath = (file: string): string => `/v1/files/${encodeURIComponent(file)}`

export const messageType = 'application/vnd.shakedown.message'

export const proofHeader = 'shakedown-proof'

/** The path of a balancer's health check: 200, or 404 while the instance shuts down. */
export const healthPath = '/v1/health'

/** The paths of log-on and renewal. Part of version 1 of the protocol. */
export const logOnPath = '/v1/log-on'
export const renewPath = '/v1/renew'

/** The path of a branch's requests to its centre, and the header with the branch's name. */
export const feedPath = '/v1/datastore'
export const branchHeader = 'shakedown-branch'

/** A server's address: `https://HOST:PORT`. Returns null if it is not one. */
export const parseServerAddress = (
  address: string,
): { readonly host: string; readonly port: number } | null => {
  if (!isHttpsAddress(address) || !URL.canParse(address)) return null
  const { hostname, port, pathname, search, hash, username, password } = new URL(address)
  if (pathname !== '/' || [search, hash, username, password].some((part) => part !== '')) return null
  return { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: port === '' ? 443 : Number(port) }
}
