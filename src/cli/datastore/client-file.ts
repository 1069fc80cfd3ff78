import { fileFact } from '../../access/rights/index.ts'
import type { CommandDefinition } from '../context/command-definition.ts'
import { removeOption, storeArgument, type RemoveOption } from './store-options.ts'
import { writeFact } from './write-fact.ts'

export const datastoreClientFile: CommandDefinition = {
  name: 'datastore client-file',
  description: 'add, rename or remove a client file of the firm',
  examples: ['datastore client-file firm.db file-1 --name ACME'],
  define: (command, context) =>
    command
      .argument(...storeArgument)
      .argument('<file-id>', 'the id of the client file')
      .option('--name <name>', 'the name that people use for it (default: its id)')
      .option('--root <root>', 'the root that holds its folder')
      .option(...removeOption)
      .action((store: string, fileId: string, options: ClientFileOptions) => {
        const { remove, name = fileId, root = '' } = options
        return writeFact(store, fileFact(fileId, remove ? null : { name, root }), context)
      }),
}

interface ClientFileOptions extends RemoveOption {
  readonly name?: string
  readonly root?: string
}
