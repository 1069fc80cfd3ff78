import { userInfo } from 'node:os'
import { join, resolve } from 'node:path'

import type { ArbiterSession, ConnectAnswer } from '../../engine/index.ts'
import { type CredentialsFor, isSmbAddress, shareAt } from '../../real/index.ts'
import type { FileContext } from './file-context.ts'

/** Where a copy is that somebody named: an SMB address as it stands, anything else as a folder of this machine. */
export const addressOf = (name: string, { cwd }: FileContext): string =>
  isSmbAddress(name) ? name : resolve(cwd, name)

/** A path in a copy, as people are told of it. */
export const pathIn = (address: string, path: string): string =>
  isSmbAddress(address) ? `${address.replace(/\/$/, '')}/${path}` : join(address, path)

export const connectTo = async (address: string): Promise<ConnectAnswer<ArbiterSession>> => {
  if (isSmbAddress(address) && process.env[passwordVariable] === undefined) {
    return { kind: 'denied', detail: `no password is known for it: set ${passwordVariable}` }
  }
  return shareAt(address, environmentCredentials).connect(address)
}

const passwordVariable = 'SHAKEDOWN_SMB_PASSWORD'

/**
 * A password never stands in an address, which is kept beside the file and shown by `status`. It comes from the environment, from
 * which a keyring's own tool can be asked for it.
 */
const environmentCredentials: CredentialsFor = ({ user, domain }) => {
  const password = process.env[passwordVariable]
  return password === undefined ? null : { user: user ?? userInfo().username, domain, password }
}
