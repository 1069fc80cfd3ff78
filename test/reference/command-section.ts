import { type Argument, type Command, Help, type Option } from 'commander'

import type { CommandDefinition } from '../../src/cli/context/command-definition.ts'
import { code, codeBlock, sentence, table } from './markdown.ts'

/** A command's section: its use, its examples, and a row for each argument and option. */
export const commandSection = (
  { name, description, examples = [] }: CommandDefinition,
  program: Command,
): readonly string[] => {
  const command = commandAt(name, program)
  const help = new Help()
  const options = help.visibleOptions(command).filter(({ long }) => long !== '--help')
  return [
    `## ${name}`,
    sentence(description),
    codeBlock([usageOf(command, options), ...examples.map((example) => `npx shakedown ${example}`)]),
    table(['argument', 'meaning'], command.registeredArguments.map(argumentRow)),
    table(['option', 'default', 'meaning'], options.map(optionRow)),
  ]
}

// Commander announces options for a command that has `--help` alone.
const usageOf = (command: Command, options: readonly Option[]): string => {
  const usage = `npx ${new Help().commandUsage(command)}`
  return options.length === 0 ? usage.replace(' [options]', '') : usage
}

/** Throws RangeError if the program has no such command. */
const commandAt = (name: string, program: Command): Command =>
  name.split(' ').reduce((at, word) => {
    const next = at.commands.find((each) => each.name() === word)
    if (!next) throw new RangeError(`the program has no command "${name}"`)
    return next
  }, program)

const argumentRow = (argument: Argument): readonly string[] => {
  const brackets = argument.required ? ['<', '>'] : ['[', ']']
  const name = `${brackets[0]}${argument.name()}${argument.variadic ? '...' : ''}${brackets[1]}`
  return [code(name), sentence(argument.description)]
}

const optionRow = (option: Option): readonly string[] => {
  const { text, usual } = withoutDefault(option.description)
  return [code(option.flags), usual ?? usualOf(option), sentence(text)]
}

const usualOf = (option: Option): string => {
  if (option.mandatory) return 'required'
  if (option.defaultValue !== undefined) return String(option.defaultValue)
  return option.isBoolean() ? 'off' : 'none'
}

/** Takes a default that a description states at its end out of it. */
export const withoutDefault = (
  description: string,
): { readonly text: string; readonly usual: string | null } => {
  const stated = /^(?<text>.*) \(default: (?<usual>.*)\)$/.exec(description)?.groups
  return { text: stated?.['text'] ?? description, usual: stated?.['usual'] ?? null }
}
