import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { copyArgument } from '../../context/shared-options.ts'
import { endingFailure } from '../open/failures.ts'
import { withCopy } from '../open/open-copy.ts'

export const copyStay: CommandDefinition = {
  name: 'file copy stay',
  oldNames: ['file stay'],
  description: 'cancel a leave that has not finished',
  examples: ['file copy stay laptop-ann'],
  define: (command, context) =>
    command.argument(...copyArgument).action((name: string) => stayCopy(name, context)),
}

const stayCopy = async (name: string, context: CommandContext): Promise<void> => {
  await withCopy(name, 'copy stay', context, async ({ copy }) => {
    const outcome = await copy.lifecycle.stay({ author: copy.identity.user, note: '' })
    if (outcome.kind !== 'written') throw endingFailure(outcome, name)
  })
  context.out(`${name} stays, and can be worked in.\n`)
}
