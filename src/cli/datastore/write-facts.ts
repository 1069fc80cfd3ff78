import type { FactRow } from '../../access/ports/index.ts'
import {
  type AccountState,
  branchFact,
  fileFact,
  type Grantee,
  grantFact,
  groupFact,
  memberFact,
  type Right,
  rights,
  roleFact,
  serverFact,
  settingFact,
  userFact,
} from '../../access/rights/index.ts'
import { realClock } from '../../real/machine/index.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import type { FileContext } from '../file/file-context.ts'
import { withStore } from './open-store.ts'
import { storeFailure } from './store-failure.ts'
import { shownName } from './store-name.ts'

const accountStates: readonly AccountState[] = ['active', 'locked', 'disabled']

interface Removable {
  readonly remove?: boolean
}

export const user = (
  store: string,
  name: string,
  options: Removable & { readonly name?: string; readonly state?: string },
  context: FileContext,
): Promise<void> => {
  const state = options.state ?? 'active'
  const known = accountStates.find((each) => each === state)
  if (!known) throw usage(`An account is ${accountStates.join(', ')}, and not "${state}".`)
  return write(
    store,
    userFact(name, options.remove ? null : { state: known, name: options.name ?? name }),
    context,
  )
}

export const member = (
  store: string,
  names: readonly [string, string],
  { remove }: Removable,
  context: FileContext,
) => write(store, memberFact(names[0], names[1], !remove), context)

export const group = (
  store: string,
  name: string,
  { remove }: Removable,
  context: FileContext,
): Promise<void> => write(store, groupFact(name, remove ? null : { name }), context)

export const role = (
  store: string,
  name: string,
  options: Removable & { readonly right?: string },
  context: FileContext,
): Promise<void> => {
  if (options.remove) return write(store, roleFact(name, null), context)
  const right = rights.find((each) => each === options.right)
  if (!right) throw usage(`A role gives the right to ${rights.join(', ')}: name it with --right.`)
  return write(store, roleFact(name, { rights: [right] satisfies Right[] }), context)
}

export const clientFile = (
  store: string,
  fileId: string,
  options: Removable & { readonly name?: string; readonly root?: string },
  context: FileContext,
): Promise<void> => {
  const info = { name: options.name ?? fileId, root: options.root ?? '' }
  return write(store, fileFact(fileId, options.remove ? null : info), context)
}

export const grant = (
  store: string,
  given: { readonly fileId: string; readonly to: string },
  options: Removable & { readonly role?: string },
  context: FileContext,
): Promise<void> => {
  const to = granteeOf(given.to)
  if (options.remove) return write(store, grantFact(given.fileId, to, null), context)
  if (!options.role) throw usage('A grant gives a role: name it with --role.')
  return write(store, grantFact(given.fileId, to, { role: options.role }), context)
}

export const setting = (
  store: string,
  name: string,
  options: Removable & { readonly value?: string },
  context: FileContext,
): Promise<void> => {
  if (!options.remove && options.value === undefined)
    throw usage('A setting has a value: name it with --value.')
  return write(store, settingFact(name, options.remove ? null : (options.value ?? '')), context)
}

export const server = (
  store: string,
  name: string,
  options: Removable & { readonly key?: string },
  context: FileContext,
): Promise<void> => {
  if (options.remove) return write(store, serverFact(name, null), context)
  if (!/^[0-9a-f]{64}$/.test(options.key ?? ''))
    throw usage('A server has a key of 64 digits: name it with --key.')
  return write(store, serverFact(name, { publicKey: options.key ?? '' }), context)
}

/** Lets the centre know a branch by its key, so that it gives it what changed. */
export const branchKey = (
  store: string,
  name: string,
  options: Removable & { readonly key?: string },
  context: FileContext,
): Promise<void> => {
  if (options.remove) return write(store, branchFact(name, null), context)
  if (!/^[0-9a-f]{64}$/.test(options.key ?? ''))
    throw usage('A branch has a key of 64 digits, which it prints: name it with --key.')
  return write(store, branchFact(name, { publicKey: options.key ?? '' }), context)
}

const granteeOf = (text: string): Grantee => {
  if (/^(user|group):./.test(text)) return text as Grantee
  throw usage(`A role is given to user:NAME or to group:NAME, and not to "${text}".`)
}

const usage = (problem: string): CommandFailure =>
  new CommandFailure(failureCodes.usage, `${problem} Nothing was changed.`)

const write = (name: string, fact: FactRow, context: FileContext): Promise<void> =>
  withStore(name, context, async ({ store }) => {
    const outcome = await store.write([fact], { by: context.user, atMs: realClock.nowMs() })
    if (outcome.kind === 'trouble') throw storeFailure(outcome.trouble, name)
    if (outcome.kind === 'refused')
      throw new CommandFailure(
        failureCodes.outside,
        `Nothing was written in ${shownName(name)}: ${outcome.detail}.\nSee how far behind it is: npx shakedown datastore status ${shownName(name)}`,
      )
    const what = `${fact.table} ${JSON.parse(fact.key).join(' ')}`
    context.out(`${fact.value === null ? 'Removed' : 'Wrote'} ${what}: change ${outcome.position}.\n`)
  })
