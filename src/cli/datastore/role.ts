import { type Right, rights, roleFact } from '../../access/rights/index.ts'
import type { CommandDefinition } from '../context/command-definition.ts'
import { removeOption, storeArgument, type RemoveOption } from './store-options.ts'
import { factUsage, writeFact } from './write-fact.ts'

export const datastoreRole: CommandDefinition = {
  name: 'datastore role',
  description: 'write what a role may do',
  define: (command, context) =>
    command
      .argument(...storeArgument)
      .argument('<role>')
      .option('--right <right>', 'open, write (which includes open) or manage (which includes both)')
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
