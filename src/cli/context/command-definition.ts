import type { Command } from 'commander'

import type { CommandContext } from './command-context.ts'

/** One command: its words, its help, and its action. */
export interface CommandDefinition {
  /** The words that call it, nouns first: `file document list`. */
  readonly name: string
  /** Earlier spellings: they reach the same command, and help does not list them. */
  readonly oldNames?: readonly string[]
  /** Runs if the noun is followed by none of its commands. */
  readonly isDefault?: boolean
  /** Whether help leaves it out: it is kept for those who know it. */
  readonly isHidden?: boolean
  readonly description: string
  /** Complete commands, without the program's name. */
  readonly examples?: readonly string[]
  /** Adds arguments, options and the action. */
  readonly define: (command: Command, context: CommandContext) => void
}

/** A noun that commands are grouped under. */
export interface CommandGroup {
  /** The words that name it: `file document`. */
  readonly name: string
  readonly description: string
}
