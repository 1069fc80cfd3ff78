import type { Command } from 'commander'

import { commands, groups } from '../../src/cli/commands.ts'
import type { CommandDefinition } from '../../src/cli/context/command-definition.ts'
import { exitCodeMeanings, exitCodes } from '../../src/cli/context/exit-codes.ts'
import { buildProgram } from '../../src/cli/program.ts'
import { contextWith } from '../cli/command-context.ts'
import { commandSection } from './command-section.ts'
import { code, pageText, type ReferencePage, sentence, table } from './markdown.ts'

/** The page of all commands, and one for each noun. */
export const commandPages = (): readonly ReferencePage[] => {
  const program = buildProgram(contextWith({}))
  return [overview(program), ...groups.map(({ name, description }) => nounPage(name, description, program))]
}

const visible = commands.filter(({ isHidden = false }) => !isHidden)

/** The commands directly under a noun; those of the program itself are under none. */
const commandsOf = (noun: string): readonly CommandDefinition[] =>
  visible.filter(({ name }) => name.split(' ').slice(0, -1).join(' ') === noun)

const overview = (program: Command): ReferencePage => ({
  path: 'commands.md',
  text: pageText([
    '# Commands and exit codes',
    'Each command prints its arguments and options with `--help`. Commands of the simulator are on this page. A noun groups the others, and has a page of its own.',
    table(['command', 'does'], listedRows()),
    ...commandsOf('').flatMap((definition) => commandSection(definition, program)),
    '## Exit codes',
    table(['code', 'meaning'], exitCodeRows()),
    '`NO_COLOR` turns colours off. A terminal of 80 × 24 characters is enough.',
  ]),
})

const listedRows = (): readonly (readonly string[])[] => [
  ...commandsOf('').map(({ name, description }) => [
    `[${code(name)}](commands.md#${name})`,
    sentence(description),
  ]),
  ...groups.map(({ name, description }) => [`[${code(name)}](${pathOf(name)})`, sentence(description)]),
]

const exitCodeRows = (): readonly (readonly string[])[] =>
  Object.entries(exitCodeMeanings).map(([name, meaning]) => [String(Reflect.get(exitCodes, name)), meaning])

const nounPage = (noun: string, description: string, program: Command): ReferencePage => ({
  path: pathOf(noun),
  text: pageText([
    `# shakedown ${noun}`,
    sentence(description),
    nounsUnder(noun),
    ...commandsOf(noun).flatMap((definition) => commandSection(definition, program)),
  ]),
})

const nounsUnder = (noun: string): string => {
  const pages = groups
    .filter(({ name }) => name.startsWith(`${noun} `))
    .map(({ name }) => `[${name}](${fileOf(name)})`)
  return pages.length === 0 ? '' : `Further nouns: ${pages.join(', ')}.`
}

const fileOf = (noun: string): string => `${noun.replaceAll(' ', '-')}.md`
const pathOf = (noun: string): string => `commands/${fileOf(noun)}`
