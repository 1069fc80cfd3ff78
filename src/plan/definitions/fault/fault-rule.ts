import type { Topology } from '../../topology.ts'
import type { Listed } from '../part/listed.ts'

/** A rule that a fault must keep, in a scenario and in an edited plan. Throws ScenarioError otherwise. */
export interface FaultRule<Stated, Item> {
  readonly ofStated: (stated: Stated, listed: Listed, word: string) => void
  readonly ofItem: (item: Item, topology: Topology, place: string) => void
}
