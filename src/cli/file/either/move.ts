import type { CommandDefinition } from '../../context/command-definition.ts'
import { copyArgument } from '../../context/shared-options.ts'
import { moveInto } from '../folder/move-into.ts'

export const eitherMove: CommandDefinition = {
  name: 'file move',
  isHidden: true,
  description: 'put a document or a folder into another folder',
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument('<what>', 'the document or folder, by its whole path')
      .argument('<folder>', 'the target folder, by its whole path; / is the top')
      .action((name: string, what: string, into: string) =>
        moveInto({ name, what, into, kinds: 'document or folder' }, context),
      ),
}
