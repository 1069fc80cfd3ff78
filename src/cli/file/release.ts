import type { CommandContext } from '../context/command-context.ts'
import type { CommandDefinition } from '../context/command-definition.ts'
import { copyArgument } from '../context/shared-options.ts'
import { endingFailure } from './open/failures.ts'
import { withCopy } from './open/open-copy.ts'

export const fileRelease: CommandDefinition = {
  name: 'file release',
  description: 'end the lock-down that this copy holds',
  examples: ['file release ACME'],
  define: (command, context) =>
    command.argument(...copyArgument).action((name: string) => release(name, context)),
}

const release = async (name: string, context: CommandContext): Promise<void> => {
  await withCopy(name, 'release', context, async ({ copy }) => {
    const outcome = await copy.lifecycle.release({ author: copy.identity.user, note: '' })
    if (outcome.kind !== 'written') throw endingFailure(outcome, name)
  })
  context.out(`${name} has released the file: it can be worked in again.\n`)
}
