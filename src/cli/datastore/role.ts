import { type Right, rights, roleFact } from '../../access/rights/index.ts'
import type { CommandDefinition } from '../context/command-definition.ts'
import { removeOption, storeArgument, type RemoveOption } from './store-options.ts'
import { factUsage, writeFact } from './write-fact.ts'

export const datastoreRole: CommandDefinition = {
  name: 'datastore role',
  description: 'define or remove a role',
  examples: ['datastore role firm.db editor --right write'],
  define: (command, context) =>
    command
      .argument(...storeArgument)
      .argument('<role>', 'the name of the role')
      .option('--right <right>', 'its right: open, write (with open) or manage (with both)')
      .option(...removeOption)
      .action((store: string, name: string, options: RoleOptions) =>
        writeFact(store, roleIn(name, options), context),
      ),
}

interface RoleOptions extends RemoveOption {
  readonly right?: string
}

const roleIn = (name: string, options: RoleOptions) => {
  if (options.remove) return roleFact(name, null)
  const right = rights.find((each) => each === options.right)
  if (!right) throw factUsage(`A role gives the right to ${rights.join(', ')}: name it with --right.`)
  return roleFact(name, { rights: [right] satisfies Right[] })
}
