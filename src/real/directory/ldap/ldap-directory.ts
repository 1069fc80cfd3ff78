import type { ConnectionOptions } from 'node:tls'

import {
  AndFilter,
  Client,
  EqualityFilter,
  InvalidCredentialsError,
  PresenceFilter,
  ResultCodeError,
} from 'ldapts'

import type { AccountAnswer, Directory, LogOnAnswer } from '../../../access/ports/index.ts'
import { accountAttributes, accountState, type LdapEntry, stateInBindError, textIn } from './ldap-account.ts'

export interface LdapSettings {
  /** `ldaps://HOST` or `ldap://HOST`; the latter is upgraded to TLS before a password is sent. */
  readonly url: string
  /** The subtree of people, such as `ou=people,dc=firm,dc=example`. */
  readonly baseDn: string
  /** The attribute of the log-on name: `uid`, or Active Directory's `sAMAccountName`. */
  readonly userAttribute: string
  /** The account that searches: most directories allow no anonymous search. */
  readonly searcher: { readonly dn: string; readonly password: string }
  /** The authority of the server's certificate, as PEM, if this machine does not trust it. */
  readonly authority?: string
}

const connectMs = 5000
const answerMs = 10_000

/**
 * People in LDAP, including Active Directory. Finds the name, then binds as the entry to test the password.
 * Each query has its own connection.
 */
export const ldapDirectory = (settings: LdapSettings, nowMs: () => number): Directory => ({
  logOn: (user, password) => asked(settings, (client) => logOn(client, { settings, user, password, nowMs })),
  account: (user) =>
    asked<AccountAnswer>(settings, async (client) => {
      const entry = await find(client, settings, user)
      return { kind: 'account', state: entry ? accountState(entry, nowMs()) : 'unknown' }
    }),
  close: async () => {},
})

interface Try {
  readonly settings: LdapSettings
  readonly user: string
  readonly password: string
  readonly nowMs: () => number
}

const logOn = async (client: Client, { settings, user, password, nowMs }: Try): Promise<LogOnAnswer> => {
  // Servers accept a bind without a password from everyone, so it proves nothing (RFC 4513 §5.1.2).
  if (password === '') return { kind: 'wrong' }
  const entry = await find(client, settings, user)
  // Binds even for an unknown name, so that the response takes as long.
  const outcome = await bind(client, entry ? textIn(entry, 'dn') : `cn=nobody,${settings.baseDn}`, password)
  if (!entry) return { kind: 'wrong' }
  // Some servers refuse a locked account like a wrong password, and only its entry tells.
  const entryState = accountState(entry, nowMs())
  if (outcome === 'wrong' && (entryState === 'active' || entryState === 'expired')) return { kind: 'wrong' }
  const state = outcome === 'bound' || outcome === 'wrong' ? entryState : outcome
  if (state !== 'active') return { kind: state, detail: `the account ${user} ${stateText[state]}` }
  return {
    kind: 'welcome',
    user: textIn(entry, settings.userAttribute),
    name: textIn(entry, 'displayName') || textIn(entry, 'cn') || user,
  }
}

const stateText = { locked: 'is locked', expired: 'has expired', disabled: 'is disabled' } as const

type BindOutcome = 'bound' | 'wrong' | 'locked' | 'expired' | 'disabled'

const bind = async (client: Client, dn: string, password: string): Promise<BindOutcome> => {
  try {
    await client.bind(dn, password)
    return 'bound'
  } catch (error) {
    if (!(error instanceof InvalidCredentialsError)) throw error
    const state = stateInBindError(error.message)
    return state === null || state === 'active' ? 'wrong' : state
  }
}

const find = async (client: Client, settings: LdapSettings, user: string): Promise<LdapEntry | null> => {
  const { baseDn, userAttribute, searcher } = settings
  await client.bind(searcher.dn, searcher.password)
  const filter = new AndFilter({
    filters: [
      new PresenceFilter({ attribute: 'objectClass' }),
      new EqualityFilter({ attribute: userAttribute, value: user }),
    ],
  })
  const { searchEntries } = await client.search(baseDn, {
    scope: 'sub',
    filter,
    sizeLimit: 2,
    attributes: [userAttribute, 'cn', 'displayName', ...accountAttributes],
  })
  return searchEntries.length === 1 ? (searchEntries[0] ?? null) : null
}

type Unreachable = Extract<AccountAnswer, { kind: 'unreachable' }>

const asked = async <T>(
  settings: LdapSettings,
  ask: (client: Client) => Promise<T>,
): Promise<T | Unreachable> => {
  // The host name that the certificate must contain. An upgraded connection does not know it.
  const host = new URL(settings.url).hostname.replace(/^\[|\]$/g, '')
  const tls: ConnectionOptions = { host, ...(settings.authority !== undefined && { ca: settings.authority }) }
  const isUpgraded = settings.url.startsWith('ldap:')
  // The library would speak TLS from the first byte if given these options.
  const options = isUpgraded ? {} : { tlsOptions: tls }
  const client = new Client({ url: settings.url, connectTimeout: connectMs, timeout: answerMs, ...options })
  try {
    if (isUpgraded) await client.startTLS(tls)
    return await ask(client)
  } catch (error) {
    if (error instanceof TypeError || error instanceof ReferenceError) throw error
    // The directory failed or did not answer, so its users cannot log on. A stack trace would not help.
    return { kind: 'unreachable', detail: reasonOf(error, settings.url) }
  } finally {
    await client.unbind().catch(() => {})
  }
}

const reasonOf = (error: unknown, url: string): string => {
  if (error instanceof InvalidCredentialsError) return `${url} does not let the searcher log on`
  if (error instanceof ResultCodeError) return `${url} answered with LDAP error ${error.code}`
  return `${url}: ${error instanceof Error ? error.message : String(error)}`
}
