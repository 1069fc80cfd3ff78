import { ScenarioError } from '../../scenario-error.ts'
import type { Listed } from '../part-kinds.ts'

/** Throws ScenarioError if a machine holds no sync copy. Other copies are parents, and cannot be replaced. */
export const onlySyncCopies = ({ on }: { readonly on: string }, { copies }: Listed, word: string): void => {
  if (copies.some((copy) => copy.kind === 'sync-copies' && copy.on === on)) return
  throw new ScenarioError(
    `${word} names "${on}", where no sync copy lies that nothing hangs under; name a machine of syncCopies`,
  )
}
