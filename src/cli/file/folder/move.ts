import type { CommandDefinition } from '../../context/command-definition.ts'
import { copyArgument } from '../../context/shared-options.ts'
import { moveInto } from './move-into.ts'

export const folderMove: CommandDefinition = {
  name: 'file folder move',
  description: 'put a folder into another folder',
  examples: ['file folder move laptop-ann letters archive'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument('<what>', 'the folder, by its whole path')
      .argument('<folder>', 'the target folder, by its whole path; / is the top')
      .action((name: string, what: string, into: string) =>
        moveInto({ name, what, into, kinds: 'folder' }, context),
      ),
}
