import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

import type { LdapSettings } from '../../../real/directory/ldap/index.ts'
import { usageFailure } from '../../context/command-failure.ts'

/** Where the searcher's password is given: never in a file that is shown around. */
export const ldapPasswordVariable = 'SHAKEDOWN_LDAP_PASSWORD'

/**
 * Reads an LDAP directory's description: JSON with `url`, `baseDn`, `userAttribute`, `searcherDn` and
 * `authority`. The last names the file of the server's authority, if this machine does not trust it. Throws
 * CommandFailure.
 */
export const ldapSettingsIn = (path: string, shown: string): LdapSettings => {
  const json = objectIn(path, shown)
  const text = (name: string): string => {
    const value = json[name]
    if (typeof value === 'string' && value !== '') return value
    throw usageFailure(`${shown} does not say "${name}".`)
  }
  const url = text('url')
  if (!/^ldaps?:\/\/[^/]+\/?$/.test(url))
    throw usageFailure(`"${url}" in ${shown} is no address of a directory: ldaps://HOST`)
  const password = process.env[ldapPasswordVariable]
  if (!password)
    throw usageFailure(`The password of ${text('searcherDn')} is wanted in ${ldapPasswordVariable}.`)
  const authority = json['authority']
  return {
    url,
    baseDn: text('baseDn'),
    userAttribute: text('userAttribute'),
    searcher: { dn: text('searcherDn'), password },
    ...(typeof authority === 'string' && { authority: read(resolve(dirname(path), authority), authority) }),
  }
}

const objectIn = (path: string, shown: string): Readonly<Record<string, unknown>> => {
  try {
    const json: unknown = JSON.parse(read(path, shown))
    if (typeof json === 'object' && json !== null) return { ...json }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw usageFailure(`${shown} is no JSON object.`)
}

const read = (path: string, shown: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw usageFailure(`Cannot read ${shown}: ${error instanceof Error ? error.message : String(error)}.`)
  }
}
