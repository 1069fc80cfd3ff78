import { serverFact } from '../../access/rights/index.ts'
import type { CommandDefinition } from '../context/command-definition.ts'
import { removeOption, storeArgument, type RemoveOption } from './store-options.ts'
import { publicKeyOf, writeFact } from './write-fact.ts'

export const datastoreServer: CommandDefinition = {
  name: 'datastore server',
  description: 'register the key of a server instance, so that the others accept its sessions',
  examples: ['datastore server firm.db web-1 --key KEY'],
  define: (command, context) =>
    command
      .argument(...storeArgument)
      .argument('<name>', 'the name of the instance')
      .option('--key <digits>', 'the key, as the server prints it')
      .option(...removeOption)
      .action((store: string, name: string, { remove, key }: KeyOptions) =>
        writeFact(store, serverFact(name, remove ? null : { publicKey: publicKeyOf(key, problem) }), context),
      ),
}

interface KeyOptions extends RemoveOption {
  readonly key?: string
}

const problem = 'A server has a key of 64 digits: name it with --key.'
