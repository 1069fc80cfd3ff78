import type { DataStore, StandingFact } from '../../access/ports/index.ts'
import { accessTables, type Firm, firmOf, may, type Right, rights } from '../../access/rights/index.ts'
import { realClock } from '../../real/machine/index.ts'
import type { CommandContext } from '../context/command-context.ts'
import type { CommandDefinition } from '../context/command-definition.ts'
import { CommandFailure, failureCodes, usageFailure } from '../context/command-failure.ts'
import { timeText } from '../context/printed-text.ts'
import { withStore } from './open-store.ts'
import { storeFailure } from './store-failure.ts'
import { shownName } from './store-name.ts'
import { storeArgument } from './store-options.ts'

export const datastoreMay: CommandDefinition = {
  name: 'datastore may',
  description: 'say whether a user may open, write or manage a client file',
  examples: ['datastore may firm.db ann write file-1'],
  define: (command, context) =>
    command
      .argument(...storeArgument)
      .argument('<user>', 'the name that the user logs on with')
      .argument('<right>', 'one of open, write and manage')
      .argument('<file-id>', 'the id of the client file')
      .action((store: string, user: string, right: string, fileId: string) =>
        mayDo(store, { user, right, fileId }, context),
      ),
}

/** How old facts may be before nothing more is given out on their word, unless the firm says otherwise. */
const stalenessBoundMs = 15 * 60_000

const mayDo = (
  name: string,
  asked: { readonly user: string; readonly right: string; readonly fileId: string },
  context: CommandContext,
): Promise<void> =>
  withStore(name, context, async ({ store }) => {
    const right = rights.find((each): each is Right => each === asked.right)
    if (!right) throw usageFailure(`A right is ${rights.join(', ')}, and not "${asked.right}".`)
    const { firm, asOfMs } = await firmIn(store, name)
    const answer = may({ ...asked, right }, { firm, asOfMs, nowMs: realClock.nowMs(), stalenessBoundMs })
    if (answer.kind !== 'allowed')
      throw new CommandFailure(
        failureCodes.outside,
        `No: ${answer.detail}.\nThis is what ${shownName(name)} knows as of ${timeText(asOfMs)}.`,
      )
    context.out(
      `Yes: ${asked.user} may ${right} ${firm.files.get(asked.fileId)?.name ?? asked.fileId}, until ${timeText(answer.untilMs)} at least.\n`,
    )
  })

const firmIn = async (store: DataStore, name: string): Promise<{ firm: Firm; asOfMs: number }> => {
  const facts: StandingFact[] = []
  let asOfMs = Number.POSITIVE_INFINITY
  for (const table of accessTables) {
    const answer = await store.facts(table, realClock.nowMs())
    if (answer.kind === 'trouble') throw storeFailure(answer.trouble, name)
    if (answer.kind === 'not-filled')
      throw new CommandFailure(
        failureCodes.outside,
        (shakedown) =>
          `${shownName(name)} serves nothing yet: ${answer.detail}.\nSee how things stand: ${shakedown} datastore status ${shownName(name)}`,
      )
    facts.push(...answer.facts)
    asOfMs = Math.min(asOfMs, answer.asOfMs)
  }
  return { firm: firmOf(facts), asOfMs }
}
