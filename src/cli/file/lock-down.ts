import { lockDownViews } from '../../engine/replication/presence/index.ts'
import type { CommandContext } from '../context/command-context.ts'
import type { CommandDefinition } from '../context/command-definition.ts'
import { copyArgument } from '../context/shared-options.ts'
import { propertiesOf } from './copy/which-copy.ts'
import { endingFailure } from './open/failures.ts'
import { type OpenedFolder, withCopy } from './open/open-copy.ts'

export const fileLockDown: CommandDefinition = {
  name: 'file lock-down',
  description: 'make the file read-only for everyone until this copy releases it',
  examples: ['file lock-down ACME'],
  define: (command, context) =>
    command.argument(...copyArgument).action((name: string) => lockDown(name, context)),
}

const lockDown = async (name: string, context: CommandContext): Promise<void> => {
  const waitsFor = await withCopy(name, 'lock-down', context, async (opened) => {
    const { copy } = opened
    const outcome = await copy.lifecycle.lockDown({ author: copy.identity.user, note: '' })
    if (outcome.kind !== 'written') throw endingFailure(outcome, name)
    return waitedFor(opened)
  })
  const waiting = waitsFor.length === 0 ? 'nobody' : waitsFor.join(', ')
  context.out(
    `${name} has locked the file down, as soon as everyone knows. It waits for: ${waiting}\nTo see who is left: ${context.calledAs} file status ${name}\n`,
  )
}

const waitedFor = (opened: OpenedFolder): readonly string[] =>
  lockDownViews(opened.copy.state.hierarchy, propertiesOf(opened, 0)).flatMap((view) =>
    view.waitsFor.map(({ copyName, line }) => copyName ?? line),
  )
