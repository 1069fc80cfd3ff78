import { branchNamesIn } from '../../access/rights/index.ts'
import { realClock } from '../../real/machine/index.ts'
import type { CommandContext } from '../context/command-context.ts'
import type { CommandDefinition } from '../context/command-definition.ts'
import { jsonText } from '../context/printed-text.ts'
import { jsonOption, type JsonOption } from '../context/shared-options.ts'
import { type AnyStore, withStore } from './open-store.ts'
import { askedView, type BranchView, replicatedView, standingView, viewText } from './standing-view.ts'
import { shownName } from './store-name.ts'
import { storeArgument } from './store-options.ts'

export const datastoreStatus: CommandDefinition = {
  name: 'datastore status',
  description: 'show the role of a data store, and how far a branch is behind',
  examples: ['datastore status firm.db'],
  define: (command, context) =>
    command
      .argument(...storeArgument)
      .option(...jsonOption)
      .action((store: string, options: JsonOption) => status(store, options, context)),
}

const status = (name: string, options: JsonOption, context: CommandContext): Promise<void> =>
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
