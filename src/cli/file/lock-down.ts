import { lockDownViews } from '../../engine/replication/presence/index.ts'
import type { FileContext } from './file-context.ts'
import { endingFailure } from './trouble.ts'
import { propertiesOf } from './which-copy.ts'
import { type OpenedFolder, withCopy } from './with-copy.ts'

/** Makes the file read-only for everyone, until it is released here. */
export const lockDown = async (name: string, context: FileContext): Promise<void> => {
  const waitsFor = await withCopy(name, 'lock-down', context, async (opened) => {
    const { copy } = opened
    const outcome = await copy.lifecycle.lockDown({ author: copy.identity.user, note: '' })
    if (outcome.kind !== 'written') throw endingFailure(outcome, name)
    return waitedFor(opened)
  })
  const waiting = waitsFor.length === 0 ? 'nobody' : waitsFor.join(', ')
  context.out(
    `${name} has locked the file down, as soon as everyone knows. It waits for: ${waiting}\nTo see who is left: npx shakedown file status ${name}\n`,
  )
}

/** Ends a lock-down that this copy holds. */
export const release = async (name: string, context: FileContext): Promise<void> => {
  await withCopy(name, 'release', context, async ({ copy }) => {
    const outcome = await copy.lifecycle.release({ author: copy.identity.user, note: '' })
    if (outcome.kind !== 'written') throw endingFailure(outcome, name)
  })
  context.out(`${name} has released the file: it can be worked in again.\n`)
}

const waitedFor = (opened: OpenedFolder): readonly string[] =>
  lockDownViews(opened.copy.state.hierarchy, propertiesOf(opened, 0)).flatMap((view) =>
    view.waitsFor.map(({ copyName, line }) => copyName ?? line),
  )
