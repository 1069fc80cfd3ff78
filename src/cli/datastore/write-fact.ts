import type { FactRow } from '../../access/ports/index.ts'
import { realClock } from '../../real/machine/index.ts'
import type { CommandContext } from '../context/command-context.ts'
import { CommandFailure, failureCodes, usageFailure } from '../context/command-failure.ts'
import { withStore } from './open-store.ts'
import { storeFailure } from './store-failure.ts'
import { shownName } from './store-name.ts'

export const writeFact = (name: string, fact: FactRow, context: CommandContext): Promise<void> =>
  withStore(name, context, async ({ store }) => {
    const outcome = await store.write([fact], { by: context.user, atMs: realClock.nowMs() })
    if (outcome.kind === 'trouble') throw storeFailure(outcome.trouble, name)
    if (outcome.kind === 'refused')
      throw new CommandFailure(
        failureCodes.outside,
        (shakedown) =>
          `Nothing was written in ${shownName(name)}: ${outcome.detail}.\nSee how far behind it is: ${shakedown} datastore status ${shownName(name)}`,
      )
    const what = `${fact.table} ${JSON.parse(fact.key).join(' ')}`
    context.out(`${fact.value === null ? 'Removed' : 'Wrote'} ${what}: change ${outcome.position}.\n`)
  })

export const factUsage = (problem: string): CommandFailure => usageFailure(`${problem} Nothing was changed.`)

/** Returns a public key of 64 hexadecimal digits. Ends the command if it is none. */
export const publicKeyOf = (key: string | undefined, problem: string): string => {
  if (key !== undefined && /^[0-9a-f]{64}$/.test(key)) return key
  throw factUsage(problem)
}
