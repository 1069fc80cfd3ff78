import { parseHttpsAddress } from '../../../real/https/client/index.ts'
import { usageFailure } from '../../context/command-failure.ts'
import { trustedCertificates } from '../link/connect-to.ts'

export const serverIn = (text: string) => {
  // Uses only the server part of a file's address.
  const url = URL.canParse(text) ? new URL(text) : null
  const address = url?.protocol === 'https:' ? parseHttpsAddress(`${url.origin}/any`) : null
  if (!address) throw usageFailure(`"${text}" is no address of a server: https://HOST:PORT`)
  return { host: address.host, port: address.port, trusted: trustedCertificates() }
}
