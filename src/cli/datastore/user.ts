import { type AccountState, userFact } from '../../access/rights/index.ts'
import type { CommandDefinition } from '../context/command-definition.ts'
import { removeOption, storeArgument, type RemoveOption } from './store-options.ts'
import { factUsage, writeFact } from './write-fact.ts'

export const datastoreUser: CommandDefinition = {
  name: 'datastore user',
  description: 'add an account, change its state, or remove it',
  examples: ["datastore user firm.db ann --name 'Ann Auditor'"],
  define: (command, context) =>
    command
      .argument(...storeArgument)
      .argument('<user>', 'the name that the user logs on with')
      .option('--name <name>', "the person's name (default: the name that they log on with)")
      .option('--state <state>', 'the state: active, locked or disabled (default: active)')
      .option(...removeOption)
      .action((store: string, user: string, options: UserOptions) =>
        writeFact(store, accountFact(user, options), context),
      ),
}

interface UserOptions extends RemoveOption {
  readonly name?: string
  readonly state?: string
}

const accountStates: readonly AccountState[] = ['active', 'locked', 'disabled']

const accountFact = (user: string, options: UserOptions) => {
  const wanted = options.state ?? 'active'
  const state = accountStates.find((each) => each === wanted)
  if (!state) throw factUsage(`An account is ${accountStates.join(', ')}, and not "${wanted}".`)
  return userFact(user, options.remove ? null : { state, name: options.name ?? user })
}
