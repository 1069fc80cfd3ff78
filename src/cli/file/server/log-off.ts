import { logOff as forget, LogOnSessionStore } from '../../../real/https/client/index.ts'
import { userStateFolder } from '../../../real/machine/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { serverIn } from './server-address.ts'

export const serverLogOff: CommandDefinition = {
  name: 'file server log-off',
  oldNames: ['file log-off'],
  description: 'forget the session at a server',
  examples: ['file server log-off https://server:8443'],
  define: (command, context) =>
    command
      .argument('<server>', 'the address of the server, https://HOST:PORT')
      .action((address: string) => logOff(address, context)),
}

const logOff = async (address: string, context: CommandContext): Promise<void> => {
  const server = serverIn(address)
  const wasThere = forget(server, new LogOnSessionStore(userStateFolder()))
  context.out(
    wasThere
      ? `Logged off from ${server.host}:${server.port}.\n`
      : `Nobody was logged on at ${server.host}:${server.port}.\n`,
  )
}
