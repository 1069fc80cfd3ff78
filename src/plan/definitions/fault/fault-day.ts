import type { Draws } from '../../draws.ts'
import type { Listed } from '../part/listed.ts'

/** Says nothing of the day's other faults, but for the fault's own number. */
export interface FaultDay extends Listed {
  readonly lengthUs: number
  readonly draws: Draws
  /** How many faults of the same kind strike the same target before it. */
  readonly earlier: number
  /** The id of the fault's strike with that index, from 0. */
  readonly id: (index: number) => string
  /** The machines that a part's name stands for. */
  readonly machinesOf: (part: string) => readonly string[]
  /** The same machines in an order of the seed's own. Another machine among them changes no other's order. */
  readonly machinesInOrder: (part: string) => readonly string[]
  /** The people of a part's machines, in an order of the seed's own. */
  readonly peopleInOrder: (part: string) => readonly string[]
}
