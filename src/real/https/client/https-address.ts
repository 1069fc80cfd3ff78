/** Where a published file is: `https://HOST:PORT/NAME`. */
export interface HttpsAddress {
  readonly host: string
  readonly port: number
  /** As it is published. */
  readonly file: string
}

export const isHttpsAddress = (address: string): boolean => address.startsWith('https://')

/** Null where it is no address of a published file. */
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

/** Under which messages to a file are sent. Part of version 1 of the messages. */
export const messagePath = (file: string): string => `/v1/files/${encodeURIComponent(file)}`

/** What a message and its answer are, in their headers. */
export const messageType = 'application/vnd.shakedown.message'

/** In which header a request proves whose it is. */
export const proofHeader = 'shakedown-proof'

/** Where a balancer asks whether requests may be sent here: 200, or 404 while the instance goes away. */
export const healthPath = '/v1/health'

/** Where people log on, and where a session is renewed. Part of version 1 of the messages. */
export const logOnPath = '/v1/log-on'
export const renewPath = '/v1/renew'

/** Where branches ask their centre, and in which header they say which branch they are. */
export const feedPath = '/v1/datastore'
export const branchHeader = 'shakedown-branch'

/** A server as a whole: `https://HOST:PORT`. Null where it is none. */
export const parseServerAddress = (
  address: string,
): { readonly host: string; readonly port: number } | null => {
  if (!isHttpsAddress(address) || !URL.canParse(address)) return null
  const { hostname, port, pathname, search, hash, username, password } = new URL(address)
  if (pathname !== '/' || [search, hash, username, password].some((part) => part !== '')) return null
  return { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: port === '' ? 443 : Number(port) }
}
