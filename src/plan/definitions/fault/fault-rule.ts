import type { Topology } from '../../topology.ts'
import type { Listed } from '../part/listed.ts'

/** A rule of a fault, for a scenario that states it and for an edited plan. Both sides throw ScenarioError. */
export interface FaultRule<Stated, Item> {
  readonly ofStated: (stated: Stated, listed: Listed, word: string) => void
  readonly ofItem: (item: Item, topology: Topology, place: string) => void
}
