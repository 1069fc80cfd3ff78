import { publicKeyBytes } from '../../engine/ports/index.ts'
import type { FactRow, StandingFact } from '../ports/index.ts'

/** Permissions for a client file. `write` includes `open`, and `manage` includes both. */
export type Right = 'open' | 'write' | 'manage'
export const rights: readonly Right[] = ['open', 'write', 'manage']

export type AccountState = 'active' | 'locked' | 'disabled'
const accountStates: readonly AccountState[] = ['active', 'locked', 'disabled']

export type Grantee = `user:${string}` | `group:${string}`

export const userFact = (user: string, account: { state: AccountState; name: string } | null): FactRow =>
  factOf('user', [user], account)
export const groupFact = (group: string, info: { name: string } | null): FactRow =>
  factOf('group', [group], info)
export const memberFact = (group: string, user: string, isMember = true): FactRow =>
  factOf('member', [group, user], isMember ? {} : null)
export const roleFact = (role: string, info: { rights: readonly Right[] } | null): FactRow =>
  factOf('role', [role], info)
export const fileFact = (fileId: string, info: { name: string; root: string } | null): FactRow =>
  factOf('client-file', [fileId], info)
export const grantFact = (fileId: string, to: Grantee, info: { role: string } | null): FactRow =>
  factOf('grant', [fileId, to], info)
export const settingFact = (name: string, value: string | number | boolean | null): FactRow =>
  factOf('setting', [name], value === null ? null : { value })

/** A server instance, with the key that verifies its tokens elsewhere. */
export const serverFact = (name: string, info: { publicKey: string } | null): FactRow =>
  factOf('server', [name], info)

export const branchFact = (name: string, info: { publicKey: string } | null): FactRow =>
  factOf('branch', [name], info)

/** Returns a branch's key, or null if unknown. */
export const branchKeyIn = (facts: readonly StandingFact[], name: string): Uint8Array | null => {
  const { table, key } = branchFact(name, null)
  const fact = facts.find((each) => each.table === table && each.key === key)
  return fact ? keyIn(infoIn(fact.value)?.['publicKey']) : null
}

export const branchNamesIn = (facts: readonly StandingFact[]): readonly string[] =>
  facts.flatMap(({ table, key }) => (table === 'branch' ? namesIn(key).slice(0, 1) : []))

/** Tables that decide permissions. */
export const accessTables = ['user', 'group', 'member', 'role', 'client-file', 'grant', 'server'] as const

// JSON keeps composite keys unambiguous, since names may contain any character.
const factOf = (table: string, names: readonly string[], info: object | null): FactRow => ({
  table,
  key: JSON.stringify(names),
  value: info === null ? null : JSON.stringify(info),
})

/** The firm's users and permissions. An unreadable fact grants nothing. */
export interface Firm {
  readonly users: ReadonlyMap<string, { readonly state: AccountState; readonly name: string }>
  readonly groupsOf: ReadonlyMap<string, ReadonlySet<string>>
  readonly roles: ReadonlyMap<string, ReadonlySet<Right>>
  readonly files: ReadonlyMap<string, { readonly name: string; readonly root: string }>
  readonly grants: ReadonlyMap<string, ReadonlyMap<string, string>>
  readonly servers: ReadonlyMap<string, Uint8Array>
}

export const firmOf = (facts: readonly StandingFact[]): Firm => {
  const firm = {
    users: new Map<string, { state: AccountState; name: string }>(),
    groupsOf: new Map<string, Set<string>>(),
    roles: new Map<string, ReadonlySet<Right>>(),
    files: new Map<string, { name: string; root: string }>(),
    grants: new Map<string, Map<string, string>>(),
    servers: new Map<string, Uint8Array>(),
  }
  for (const { table, key, value } of facts) {
    const [first = '', second = ''] = namesIn(key)
    const info = infoIn(value)
    if (!info) continue
    if (table === 'user')
      firm.users.set(first, { state: stateOf(info['state']), name: textOf(info['name'], first) })
    else if (table === 'member') entryOf(firm.groupsOf, second, () => new Set<string>()).add(first)
    else if (table === 'role') firm.roles.set(first, rightsOf(info['rights']))
    else if (table === 'client-file')
      firm.files.set(first, { name: textOf(info['name'], first), root: textOf(info['root'], '') })
    else if (table === 'grant')
      entryOf(firm.grants, first, () => new Map<string, string>()).set(second, textOf(info['role'], ''))
    else if (table === 'server') {
      const key = keyIn(info['publicKey'])
      if (key) firm.servers.set(first, key)
    }
  }
  return firm
}

const entryOf = <T>(map: Map<string, T>, key: string, make: () => T): T => {
  const known = map.get(key)
  if (known) return known
  const made = make()
  map.set(key, made)
  return made
}

const namesIn = (key: string): readonly string[] => {
  const names = parsed(key)
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : []
}

const infoIn = (value: string): Readonly<Record<string, unknown>> | null => {
  const info = parsed(value)
  return typeof info === 'object' && info !== null ? { ...info } : null
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

// An unknown state must not let a user in.
const stateOf = (state: unknown): AccountState => accountStates.find((known) => known === state) ?? 'disabled'

const rightsOf = (given: unknown): ReadonlySet<Right> => {
  const known = rights.findLastIndex((right) => Array.isArray(given) && given.includes(right))
  return new Set(rights.slice(0, known + 1))
}

const keyIn = (value: unknown): Uint8Array | null =>
  typeof value === 'string' && keyDigits.test(value) ? Uint8Array.fromHex(value) : null

const keyDigits = new RegExp(`^[0-9a-f]{${2 * publicKeyBytes}}$`)

const textOf = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise)
