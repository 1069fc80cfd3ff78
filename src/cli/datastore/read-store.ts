import type { DataStore, StandingFact } from '../../access/ports/index.ts'
import {
  accessTables,
  branchNamesIn,
  type Firm,
  firmOf,
  may,
  type Right,
  rights,
} from '../../access/rights/index.ts'
import { realClock } from '../../real/machine/index.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import type { FileContext } from '../file/file-context.ts'
import { jsonText, timeText } from '../file/written-view.ts'
import { type AnyStore, withStore } from './open-store.ts'
import { askedView, type BranchView, replicatedView, standingView, viewText } from './standing-view.ts'
import { storeFailure } from './store-failure.ts'
import { shownName } from './store-name.ts'

/** How old facts may be before nothing more is given out on their word, unless the firm says otherwise. */
const stalenessBoundMs = 15 * 60_000

export const status = (name: string, options: { json?: boolean }, context: FileContext): Promise<void> =>
  withStore(name, context, async (opened) => {
    const standing = await opened.store.standing()
    const view = standingView(standing, realClock.nowMs(), await branchesOf(opened))
    context.out(options.json ? jsonText(view) : viewText(shownName(name), view))
  })

const branchesOf = async (opened: AnyStore): Promise<readonly BranchView[]> => {
  if (opened.kind === 'branch') return []
  const replicated = (await opened.branches?.()) ?? []
  const known = await opened.store.facts('branch', realClock.nowMs())
  const asked = await opened.store.askedBy()
  const names = known.kind === 'facts' ? branchNamesIn(known.facts) : []
  return [
    ...replicated.map(replicatedView),
    ...names.map((name) => askedView(name, asked.find((each) => each.name === name) ?? null)),
  ]
}

/** Says whether somebody may do something with a client file, and by which facts. */
export const mayCommand = (
  name: string,
  asked: { readonly user: string; readonly right: string; readonly fileId: string },
  context: FileContext,
): Promise<void> =>
  withStore(name, context, async ({ store }) => {
    const right = rights.find((each): each is Right => each === asked.right)
    if (!right)
      throw new CommandFailure(
        failureCodes.usage,
        `A right is ${rights.join(', ')}, and not "${asked.right}".`,
      )
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
        `${shownName(name)} serves nothing yet: ${answer.detail}.\nSee how things stand: npx shakedown datastore status ${shownName(name)}`,
      )
    facts.push(...answer.facts)
    asOfMs = Math.min(asOfMs, answer.asOfMs)
  }
  return { firm: firmOf(facts), asOfMs }
}
