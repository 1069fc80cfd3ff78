import {
  logOn as ask,
  logOff as forget,
  parseHttpsAddress,
  LogOnSessionStore,
} from '../../real/https/client/index.ts'
import { userStateFolder } from '../../real/machine/index.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import type { FileContext } from './file-context.ts'
import { trustedCertificates } from './shares.ts'
import { timeText } from './written-view.ts'

/** Where a password is given, so that it stands in no list of processes and in no history of a shell. */
export const logOnPasswordVariable = 'SHAKEDOWN_PASSWORD'

/** Logs on at a server; the session is renewed by itself while it is used. */
export const logOn = async (
  address: string,
  options: { readonly user?: string },
  context: FileContext,
): Promise<void> => {
  const server = serverIn(address)
  const password = process.env[logOnPasswordVariable]
  if (!password)
    throw new CommandFailure(failureCodes.usage, `The password is wanted in ${logOnPasswordVariable}.`)
  const user = options.user ?? context.user
  const result = await ask(server, { user, password }, new LogOnSessionStore(userStateFolder()))
  if (result.kind !== 'logged-on')
    throw new CommandFailure(
      failureCodes.outside,
      `Cannot log on at ${server.host}:${server.port}: ${result.detail.trim()}`,
    )
  context.out(
    `Logged on as ${user} at ${server.host}:${server.port}, until ${timeText(result.expiresAtMs)}; while it is used, it goes on.\n`,
  )
}

/** Forgets the session that this user has at a server. */
export const logOff = async (address: string, context: FileContext): Promise<void> => {
  const server = serverIn(address)
  const wasThere = forget(server, new LogOnSessionStore(userStateFolder()))
  context.out(
    wasThere
      ? `Logged off from ${server.host}:${server.port}.\n`
      : `Nobody was logged on at ${server.host}:${server.port}.\n`,
  )
}

const serverIn = (text: string) => {
  // Of a file's address only the server counts.
  const url = URL.canParse(text) ? new URL(text) : null
  const address = url?.protocol === 'https:' ? parseHttpsAddress(`${url.origin}/any`) : null
  if (!address)
    throw new CommandFailure(failureCodes.usage, `"${text}" is no address of a server: https://HOST:PORT`)
  return { host: address.host, port: address.port, trusted: trustedCertificates() }
}
