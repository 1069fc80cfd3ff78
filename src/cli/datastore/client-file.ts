import { fileFact } from '../../access/rights/index.ts'
import type { CommandDefinition } from '../context/command-definition.ts'
import { removeOption, storeArgument, type RemoveOption } from './store-options.ts'
import { writeFact } from './write-fact.ts'

export const datastoreClientFile: CommandDefinition = {
  name: 'datastore client-file',
  description: 'write a client file that the firm has',
  define: (command, context) =>
    command
      .argument(...storeArgument)
      .argument('<file-id>')
      .option('--name <name>', 'what people call it')
      .option('--root <root>', 'the root that it lies under')
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
