import type { FaultLabel } from '../../plan/definitions/fault/define-fault.ts'
import type { FaultItemOf, FaultKey } from '../../plan/definitions/fault/index.ts'
import type { World } from '../world/index.ts'
import type { FaultLog } from './fault-log.ts'
import { type EffectParts, FaultRun, type NoUndo } from './fault-run.ts'

/** A fault's definition and its effect in the simulator, bound by the type of its plan items. */
export interface Effect<Key extends FaultKey> {
  readonly key: Key
  /** Whether it is undone, ends by itself, or stays for good. */
  readonly ending: 'undone' | NoUndo
  start(world: World, log: FaultLog, item: FaultItemOf<Key>): void
}

export type RunOf<Key extends FaultKey, State> = FaultRun<FaultItemOf<Key>, State>

interface Defined<Key extends FaultKey> {
  readonly key: Key
  readonly label: (item: FaultItemOf<Key>) => FaultLabel
}

export const effectOf = <Key extends FaultKey, State>(
  definition: Defined<Key>,
  effect: EffectParts<FaultItemOf<Key>, State>,
): Effect<Key> => ({
  key: definition.key,
  ending: typeof effect.undo === 'function' ? 'undone' : effect.undo,
  start: (world, log, item) => {
    const run = new FaultRun({ world, log, item, label: definition.label(item), effect })
    log.add(run)
    run.begin()
  },
})
