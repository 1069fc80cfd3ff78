import type { Draws } from '../../draws.ts'
import type { Listed } from '../part/listed.ts'

/** The day that a fault is drawn for. Holds nothing about other faults, except `earlier`. */
export interface FaultDay extends Listed {
  readonly lengthUs: number
  readonly draws: Draws
  /** How many earlier faults of the same kind strike the same target. */
  readonly earlier: number
  /** The id of the fault's strike with that index, from 0. */
  readonly id: (index: number) => string
  /** The machines that a part's name stands for. */
  readonly machinesOf: (part: string) => readonly string[]
  /** The same machines in an order drawn by the seed. A further machine does not reorder the others. */
  readonly machinesInOrder: (part: string) => readonly string[]
  /** The people of a part's machines, in an order drawn by the seed. */
  readonly peopleInOrder: (part: string) => readonly string[]
}
