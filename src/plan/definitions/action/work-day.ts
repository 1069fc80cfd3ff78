import type { Draws } from '../../draws.ts'

export interface WorkDay {
  readonly draws: Draws
  readonly file: string
  /** Keys of the accounts that exist before the day. */
  readonly accounts: readonly string[]
}

/** The person that an action is drawn for. Holds nothing about other people. */
export interface Writer {
  readonly person: string
  readonly documentBytes: readonly [number, number]
  /** Ids of the items that create this person's records. */
  readonly created: readonly string[]
}

export interface Due {
  readonly id: string
  readonly atUs: number
  /** How long the person thinks between looking and writing. */
  readonly thinkUs: number
}
