import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { copyArgument } from '../../context/shared-options.ts'
import { linkAndSync } from '../link/link-and-sync.ts'

export const copyReparent: CommandDefinition = {
  name: 'file copy reparent',
  oldNames: ['file reparent'],
  description: 'assign another parent to a copy',
  examples: ['file copy reparent laptop-ann ../office/ACME'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument('<other>', 'the folder of the new parent')
      .action((name: string, other: string) => reparent(name, other, context)),
}

const reparent = (name: string, otherName: string, context: CommandContext): Promise<void> =>
  linkAndSync({ name, otherName, purpose: 'reparent' }, context)
