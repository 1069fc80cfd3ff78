import { logOn as ask, LogOnSessionStore } from '../../../real/https/client/index.ts'
import { userStateFolder } from '../../../real/machine/index.ts'
import { asCalledHere } from '../../context/called-as.ts'
import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { CommandFailure, failureCodes } from '../../context/command-failure.ts'
import { timeText } from '../../context/printed-text.ts'
import { serverIn } from './server-address.ts'

export const serverLogOn: CommandDefinition = {
  name: 'file server log-on',
  oldNames: ['file log-on'],
  description: 'log on at a server, with the password in SHAKEDOWN_PASSWORD',
  examples: ['file server log-on https://server:8443 --user ann'],
  define: (command, context) =>
    command
      .argument('<server>', 'the address of the server, https://HOST:PORT')
      .option('--user <user>', 'the name to log on with (default: the user of this machine)')
      .action((address: string, options: { readonly user?: string }) => logOn(address, options, context)),
}

/** The variable that holds a password, which then appears in no process list and no shell history. */
const logOnPasswordVariable = 'SHAKEDOWN_PASSWORD'

const logOn = async (
  address: string,
  options: { readonly user?: string },
  context: CommandContext,
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
      (shakedown) =>
        `Cannot log on at ${server.host}:${server.port}: ${asCalledHere(result.detail.trim(), shakedown)}`,
    )
  context.out(
    `Logged on as ${user} at ${server.host}:${server.port}, until ${timeText(result.expiresAtMs)}; while it is used, it goes on.\n`,
  )
}
