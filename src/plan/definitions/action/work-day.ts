import type { Draws } from '../../draws.ts'

/** The day that people's actions are drawn for. */
export interface WorkDay {
  readonly draws: Draws
  /** The client file's name. */
  readonly file: string
  /** Keys of the accounts in the file before the day. */
  readonly accounts: readonly string[]
}

/** The person that an action is drawn for. Says nothing of other people. */
export interface Writer {
  readonly person: string
  /** The smallest and the largest size of a saved document. */
  readonly documentBytes: readonly [number, number]
  /** Ids of the items by which this person has created records. */
  readonly created: readonly string[]
}

export interface Due {
  readonly id: string
  readonly atUs: number
  /** How long the person thinks between looking and writing. */
  readonly thinkUs: number
}
