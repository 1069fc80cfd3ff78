import { Command } from 'commander'

import { commands, groups } from './commands.ts'
import type { CommandContext } from './context/command-context.ts'
import type { CommandDefinition } from './context/command-definition.ts'
import { packageVersion } from './context/package-version.ts'

export const buildProgram = (context: CommandContext): Command => {
  const program = new Command('shakedown')
    .description(
      'Shows how a sync topology behaves before it reaches production: the real engine in a simulated world.',
    )
    .version(packageVersion(), '-V, --version', 'print the version')
    // `file document fetch` has an option --version of its own.
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.out(text),
      writeErr: (text) => context.err(text),
      outputError: (text, write) => write(`shakedown: ${text.replace(/^error: /, '')}`),
    })
    // Before any subcommand is added: each takes these settings from its parent when it is made.
    .showSuggestionAfterError()
  const parents = new Map([['', program]])
  for (const { name, description } of groups)
    parents.set(name, parentOf(name, parents).command(lastWord(name)).description(description))
  for (const definition of commands) addCommand(definition, parents, context)
  return program
}

type Parents = ReadonlyMap<string, Command>

const addCommand = (definition: CommandDefinition, parents: Parents, context: CommandContext): void => {
  const { name, oldNames = [], isDefault = false, isHidden = false } = definition
  const add = (words: string, settings: { readonly isDefault: boolean; readonly hidden: boolean }): void => {
    const command = parentOf(words, parents).command(lastWord(words), settings)
    command.description(definition.description)
    definition.define(command, context)
    if (definition.examples) command.addHelpText('after', examplesText(definition.examples, context))
  }
  add(name, { isDefault, hidden: isHidden })
  for (const oldName of oldNames) add(oldName, { isDefault: false, hidden: true })
}

const parentOf = (name: string, parents: Parents): Command => {
  const noun = name.split(' ').slice(0, -1).join(' ')
  const parent = parents.get(noun)
  if (!parent) throw new Error(`no group "${noun}" for the command "${name}"`)
  return parent
}

const lastWord = (name: string): string => name.split(' ').at(-1) ?? ''

const examplesText = (examples: readonly string[], { calledAs }: CommandContext): string =>
  [
    '',
    examples.length === 1 ? 'Example:' : 'Examples:',
    ...examples.map((each) => `  ${calledAs} ${each}`),
  ].join('\n')
