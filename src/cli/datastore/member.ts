import { memberFact } from '../../access/rights/index.ts'
import type { CommandDefinition } from '../context/command-definition.ts'
import { removeOption, storeArgument, type RemoveOption } from './store-options.ts'
import { writeFact } from './write-fact.ts'

export const datastoreMember: CommandDefinition = {
  name: 'datastore member',
  description: 'put a user into a group, or take them out',
  examples: ['datastore member firm.db auditors ann'],
  define: (command, context) =>
    command
      .argument(...storeArgument)
      .argument('<group>', 'the name of the group')
      .argument('<user>', 'the name that the user logs on with')
      .option(...removeOption)
      .action((store: string, group: string, user: string, { remove }: RemoveOption) =>
        writeFact(store, memberFact(group, user, !remove), context),
      ),
}
