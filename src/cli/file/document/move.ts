import type { CommandDefinition } from '../../context/command-definition.ts'
import { copyArgument } from '../../context/shared-options.ts'
import { moveInto } from '../folder/move-into.ts'

export const documentMove: CommandDefinition = {
  name: 'file document move',
  description: 'put a document into a folder',
  examples: ['file document move laptop-ann letter.txt letters'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument('<document>', 'the document, by its whole path')
      .argument('<folder>', 'the target folder, by its whole path; / is the top')
      .action((name: string, what: string, into: string) =>
        moveInto({ name, what, into, kinds: 'document' }, context),
      ),
}
