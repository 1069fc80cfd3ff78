import type { CommandContext } from '../context/command-context.ts'
import type { CommandDefinition } from '../context/command-definition.ts'
import { copyArgument } from '../context/shared-options.ts'
import { linkAndSync } from './link/link-and-sync.ts'

export const fileConnect: CommandDefinition = {
  name: 'file connect',
  description: 'link a copy to another copy of the same client file',
  examples: ['file connect laptop-ann https://server:8443/ACME'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument(
        '<other>',
        'the folder of the other copy, smb://USER@HOST/SHARE/FOLDER, or https://HOST:PORT/NAME',
      )
      .action((name: string, other: string) => connect(name, other, context)),
}

const connect = (name: string, otherName: string, context: CommandContext): Promise<void> =>
  linkAndSync({ name, otherName, purpose: 'connect' }, context)
