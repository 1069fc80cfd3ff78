import type { Draws } from '../../draws.ts'
import type { Listed } from '../part/listed.ts'

export interface FaultDay extends Listed {
  readonly lengthUs: number
  readonly draws: Draws
  /** All faults of the scenario, and this one's number among them, from 1. */
  readonly faults: readonly { readonly kind: string }[]
  readonly number: number
  machinesOf(part: string): readonly string[]
  /** One of the part's machines that were struck least so far. */
  machineFor(part: string, item: string): string
  peopleLeft(group: string): readonly string[]
  takeFrom(user: string): void
}
