import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import type { Directory } from '../../../access/ports/index.ts'
import { errorCode, syncFolder, temporaryName } from '../../disk/index.ts'
import { isPassword } from './password-hash.ts'

export type PersonState = 'active' | 'locked' | 'disabled'

export interface Person {
  readonly user: string
  readonly name: string
  readonly state: PersonState
  /** See `password-hash.ts`. */
  readonly password: string
  /** When the account expires, in ISO 8601; null if never. */
  readonly expires: string | null
}

export class DirectoryTrouble extends Error {
  override readonly name = 'DirectoryTrouble'
  readonly isAbsent: boolean

  constructor(message: string, isAbsent = false) {
    super(message)
    this.isAbsent = isAbsent
  }
}

const schema = 'shakedown.directory/1'

/**
 * A firm's people in a file, for firms without a directory server. Read at each query, so that changes apply at once
 * on every server.
 */
export const fileDirectory = (path: string, nowMs: () => number): Directory => ({
  logOn: async (user, password) => {
    const people = peopleOrWhyNot(path)
    if (typeof people === 'string') return { kind: 'unreachable', detail: people }
    const person = people.find((each) => each.user === user)
    if (!(await isPassword(password, person?.password ?? null)) || !person) return { kind: 'wrong' }
    const state = stateNow(person, nowMs())
    if (state === 'active') return { kind: 'welcome', user: person.user, name: person.name }
    return {
      kind: state,
      detail: `the account ${user} ${state === 'expired' ? 'has expired' : `is ${state}`}`,
    }
  },
  account: async (user) => {
    const people = peopleOrWhyNot(path)
    if (typeof people === 'string') return { kind: 'unreachable', detail: people }
    const person = people.find((each) => each.user === user)
    return { kind: 'account', state: person ? stateNow(person, nowMs()) : 'unknown' }
  },
  close: async () => {},
})

/** Throws DirectoryTrouble. */
export const readPeople = (path: string): readonly Person[] => {
  const people = parsePeople(textIn(path))
  if (people) return people
  throw new DirectoryTrouble(`${path} is no file of people`)
}

export const peopleText = (people: readonly Person[]): string =>
  `${JSON.stringify({ schema, people }, null, 2)}\n`

/** Atomic, since servers may be reading it. Readable by this user alone. Throws the system's errors. */
export const writePeople = (path: string, people: readonly Person[]): void => {
  const temporary = join(dirname(path), temporaryName())
  try {
    writeFileSync(temporary, peopleText(people), { flag: 'wx', mode: 0o600, flush: true })
    renameSync(temporary, path)
  } finally {
    rmSync(temporary, { force: true })
  }
  syncFolder(dirname(path))
}

const peopleOrWhyNot = (path: string): readonly Person[] | string => {
  try {
    return readPeople(path)
  } catch (trouble) {
    if (trouble instanceof DirectoryTrouble) return trouble.message
    throw trouble
  }
}

const textIn = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === null) throw error
    throw new DirectoryTrouble(`${path} cannot be read: ${errorCode(error)}`, errorCode(error) === 'ENOENT')
  }
}

const parsePeople = (text: string): readonly Person[] | null => {
  try {
    const json: unknown = JSON.parse(text)
    if (typeof json !== 'object' || json === null || !('people' in json) || !Array.isArray(json.people))
      return null
    if (!('schema' in json) || json.schema !== schema) return null
    return json.people.every(isPerson) ? json.people : null
  } catch {
    return null
  }
}

const isPerson = (value: unknown): value is Person => {
  if (typeof value !== 'object' || value === null) return false
  const { user, name, state, password, expires } = value as Record<string, unknown>
  const areTexts = [user, name, password].every((text) => typeof text === 'string')
  const isTime = expires === null || (typeof expires === 'string' && !Number.isNaN(Date.parse(expires)))
  return areTexts && isTime && (state === 'active' || state === 'locked' || state === 'disabled')
}

const stateNow = ({ state, expires }: Person, nowMs: number): PersonState | 'expired' =>
  state === 'active' && expires !== null && Date.parse(expires) <= nowMs ? 'expired' : state
