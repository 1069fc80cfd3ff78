import { ScenarioError } from '../../scenario-error.ts'
import { syncCopies } from '../part/sync-copies.ts'
import type { FaultRule } from './fault-rule.ts'

/** Only a sync copy is struck. Other copies are parents, and cannot be replaced. */
export const onlySyncCopies: FaultRule<{ readonly on: string }, { readonly machine: string }> = {
  ofStated: ({ on }, { copies }, word) => {
    if (syncCopies.among(copies).some((copy) => copy.on === on)) return
    throw new ScenarioError(`${word} names "${on}", ${noneThere}; name a machine of syncCopies`)
  },
  ofItem: ({ machine }, { copies }, place) => {
    if (copies.some(({ host, role }) => host === machine && role === syncCopies.key)) return
    throw new ScenarioError(
      `${place} strikes "${machine}", ${noneThere}; name the host of a ${syncCopies.key}`,
    )
  },
}

const noneThere = 'where no sync copy lies that nothing hangs under'
