import { readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join, resolve } from 'node:path'

import type { ArbiterSession, ConnectAnswer } from '../../../engine/ports/index.ts'
import { serverClient } from '../../../engine/replication/client/index.ts'
import {
  httpsClient,
  type HttpsCredentials,
  isHttpsAddress,
  LogOnSessionStore,
} from '../../../real/https/client/index.ts'
import { userStateFolder } from '../../../real/machine/index.ts'
import { shareAt } from '../../../real/share/index.ts'
import { type CredentialsFor, isSmbAddress } from '../../../real/smb/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import { CommandFailure, failureCodes } from '../../context/command-failure.ts'

/** Where a copy is that somebody named: an SMB address or a server's as it stands, anything else as a folder of this machine. */
export const addressOf = (name: string, { cwd }: CommandContext): string => {
  if (name.startsWith('http://'))
    throw new CommandFailure(
      failureCodes.usage,
      `${name} is not encrypted, and no server answers there.\nUse https://`,
    )
  return isElsewhere(name) ? name : resolve(cwd, name)
}

const isElsewhere = (address: string): boolean => isSmbAddress(address) || isHttpsAddress(address)

export const pathIn = (address: string, path: string): string =>
  isElsewhere(address) ? `${address.replace(/\/$/, '')}/${path}` : join(address, path)

export const connectTo = async (address: string): Promise<ConnectAnswer<ArbiterSession>> => {
  if (isHttpsAddress(address)) return serverClient(httpsClient(serverCredentials())).connect(address)
  if (isSmbAddress(address) && process.env[passwordVariable] === undefined) {
    return { kind: 'denied', detail: `no password is known for it: set ${passwordVariable}` }
  }
  return shareAt(address, environmentCredentials).connect(address)
}

const passwordVariable = 'SHAKEDOWN_SMB_PASSWORD'

/**
 * A password never stands in an address, which `status` shows. It comes from the environment, which a
 * keyring's own tool can fill.
 */
const environmentCredentials: CredentialsFor = ({ user, domain }) => {
  const password = process.env[passwordVariable]
  return password === undefined ? null : { user: user ?? userInfo().username, domain, password }
}

const tokenVariable = 'SHAKEDOWN_SERVER_TOKEN'
const certificateVariable = 'SHAKEDOWN_SERVER_CERTIFICATE'

/** A token stands in no address, and in no file of this program. */
const serverCredentials = (): HttpsCredentials => ({
  token: process.env[tokenVariable] ?? null,
  trusted: trustedCertificates(),
  sessions: new LogOnSessionStore(userStateFolder()),
})

/** Certificates to trust beside those of the system. Returns null if none are given. Throws CommandFailure. */
export const trustedCertificates = (): string | null => {
  const path = process.env[certificateVariable]
  return path === undefined ? null : trustedIn(path)
}

const trustedIn = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new CommandFailure(failureCodes.usage, `Cannot read what ${certificateVariable} names: ${reason}.`)
  }
}
