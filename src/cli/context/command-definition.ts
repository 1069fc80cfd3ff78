import type { Command } from 'commander'

import type { CommandContext } from './command-context.ts'

export interface CommandDefinition {
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
  readonly define: (command: Command, context: CommandContext) => void
}

export interface CommandGroup {
  readonly name: string
  readonly description: string
}
