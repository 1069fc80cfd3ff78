import { branchFact } from '../../access/rights/index.ts'
import type { CommandDefinition } from '../context/command-definition.ts'
import { removeOption, storeArgument, type RemoveOption } from './store-options.ts'
import { publicKeyOf, writeFact } from './write-fact.ts'

export const datastoreBranchKey: CommandDefinition = {
  name: 'datastore branch-key',
  description: 'register the key of a branch, so that the centre serves it',
  examples: ['datastore branch-key firm.db leeds --key KEY'],
  define: (command, context) =>
    command
      .argument(...storeArgument)
      .argument('<name>', 'the name of the branch')
      .option('--key <digits>', 'the key, as the branch prints it')
      .option(...removeOption)
      .action((store: string, name: string, { remove, key }: KeyOptions) =>
        writeFact(store, branchFact(name, remove ? null : { publicKey: publicKeyOf(key, problem) }), context),
      ),
}

interface KeyOptions extends RemoveOption {
  readonly key?: string
}

const problem = 'A branch has a key of 64 digits, which it prints: name it with --key.'
