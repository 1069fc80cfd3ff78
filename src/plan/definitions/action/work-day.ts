import type { Draws } from '../../draws.ts'

/** The day that people's actions are drawn for. */
export interface WorkDay {
  readonly draws: Draws
  readonly people: readonly string[]
  /** Keys of the accounts in the file before the day. */
  readonly accounts: readonly string[]
  /** The smallest and the largest size of a saved document. */
  readonly documentBytes: readonly [number, number]
}

/** The person that an action is drawn for. */
export interface Writer {
  readonly person: string
  /** The person's index among all people. */
  readonly index: number
  readonly copy: string
  /** Ids of the items by which this person has created records. */
  readonly created: readonly string[]
}

export interface Due {
  readonly id: string
  /** How long the person thinks between looking and writing. */
  readonly thinkUs: number
}
