import { resolve } from 'node:path'

import {
  DirectoryTrouble,
  hashPassword,
  type Person,
  type PersonState,
  readPeople,
  writePeople,
} from '../../real/directory/file/index.ts'
import type { CommandContext } from '../context/command-context.ts'
import type { CommandDefinition } from '../context/command-definition.ts'
import { CommandFailure, failureCodes, usageFailure } from '../context/command-failure.ts'

export const directoryPerson: CommandDefinition = {
  name: 'directory person',
  description: 'add, change or remove a person, with a new password in SHAKEDOWN_NEW_PASSWORD',
  examples: ["directory person people.json ann --name 'Ann Auditor'"],
  define: (command, context) =>
    command
      .argument('<file>', 'the file of people, made if it is missing')
      .argument('<user>', 'the name that the person logs on with')
      .option('--name <name>', "the person's name")
      .option(
        '--state <state>',
        'the state: active, locked or disabled (default: unchanged, active at first)',
      )
      .option('--expires <time>', 'the time from which the account is refused, such as 2027-03-31')
      .option('--remove', 'remove the person')
      .action((file: string, user: string, options: PersonOptions) => person(file, user, options, context)),
}

interface PersonOptions {
  readonly name?: string
  readonly state?: string
  readonly expires?: string
  readonly remove?: boolean
}

/** The variable that holds a password, which then appears in no process list and no shell history. */
export const passwordVariable = 'SHAKEDOWN_NEW_PASSWORD'

const states: readonly PersonState[] = ['active', 'locked', 'disabled']
const passwordLettersMin = 8

/** Adds somebody to a file of people, which it creates if missing. */
const person = async (
  path: string,
  user: string,
  options: PersonOptions,
  context: CommandContext,
): Promise<void> => {
  const full = resolve(context.cwd, path)
  const people = peopleIn(full, path)
  const known = people.find((each) => each.user === user) ?? null
  if (options.remove && !known) throw usage(`There is nobody called ${user} in ${path}.`)
  const changed = options.remove ? [] : [await personOf(user, known, options)]
  const others = people.filter((each) => each.user !== user)
  const all = [...others, ...changed].toSorted((a, b) => (a.user < b.user ? -1 : 1))
  kept(full, path, all)
  context.out(`${options.remove ? 'Removed' : 'Wrote'} ${user} in ${path}.\n`)
}

const personOf = async (user: string, known: Person | null, options: PersonOptions): Promise<Person> => {
  const state = states.find((each) => each === (options.state ?? known?.state ?? 'active'))
  if (!state) throw usage(`An account is ${states.join(', ')}, and not "${options.state}".`)
  const expires = options.expires ?? known?.expires ?? null
  if (expires !== null && Number.isNaN(Date.parse(expires)))
    throw usage(`"${expires}" is no time: write it as 2027-03-31, or as 2027-03-31T18:00:00Z.`)
  const password = await passwordOf(user, known)
  return { user, name: options.name ?? known?.name ?? user, state, password, expires }
}

const passwordOf = async (user: string, known: Person | null): Promise<string> => {
  const given = process.env[passwordVariable]
  if (given === undefined && known) return known.password
  if (given === undefined || given.length < passwordLettersMin)
    throw usage(
      `${user} needs a password of ${passwordLettersMin} letters at least: give it in ${passwordVariable}.`,
    )
  return hashPassword(given)
}

const peopleIn = (full: string, path: string): readonly Person[] => {
  try {
    return readPeople(full)
  } catch (trouble) {
    if (!(trouble instanceof DirectoryTrouble)) throw trouble
    if (trouble.isAbsent) return []
    throw new CommandFailure(
      failureCodes.clientFile,
      `${path} is no file of people: ${trouble.message}. Nothing was changed.\nName another file, or one that is not there yet.`,
    )
  }
}

const usage = (problem: string): CommandFailure => usageFailure(`${problem} Nothing was changed.`)

const kept = (full: string, path: string, people: readonly Person[]): void => {
  try {
    writePeople(full, people)
  } catch (error) {
    throw new CommandFailure(
      failureCodes.outside,
      `Cannot write ${path}: ${error instanceof Error ? error.message : String(error)}.\nName a place where this user may write.`,
    )
  }
}
