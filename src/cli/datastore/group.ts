import { groupFact } from '../../access/rights/index.ts'
import type { CommandDefinition } from '../context/command-definition.ts'
import { removeOption, storeArgument, type RemoveOption } from './store-options.ts'
import { writeFact } from './write-fact.ts'

export const datastoreGroup: CommandDefinition = {
  name: 'datastore group',
  description: 'add or remove a group of users',
  examples: ['datastore group firm.db auditors'],
  define: (command, context) =>
    command
      .argument(...storeArgument)
      .argument('<group>', 'the name of the group')
      .option(...removeOption)
      .action((store: string, name: string, { remove }: RemoveOption) =>
        writeFact(store, groupFact(name, remove ? null : { name }), context),
      ),
}
