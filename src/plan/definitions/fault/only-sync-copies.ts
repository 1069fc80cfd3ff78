import { ScenarioError } from '../../scenario-error.ts'
import type { Listed } from '../part/listed.ts'
import { syncCopies } from '../part/sync-copies.ts'

/** Throws ScenarioError if a machine holds no sync copy. Other copies are parents, and cannot be replaced. */
export const onlySyncCopies = ({ on }: { readonly on: string }, { copies }: Listed, word: string): void => {
  if (syncCopies.among(copies).some((copy) => copy.on === on)) return
  throw new ScenarioError(
    `${word} names "${on}", where no sync copy lies that nothing hangs under; name a machine of syncCopies`,
  )
}
