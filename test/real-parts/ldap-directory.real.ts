import { afterAll, beforeAll, expect, test } from 'vitest'

import { ldapDirectory, type LdapSettings } from '../../src/real/directory/ldap/ldap-directory.ts'
import { directoryContract, type KeptDirectory } from '../contracts/directory-contract.ts'
import { type LdapPerson, type OpenLdap, startOpenLdap } from './openldap-server.ts'

let server: OpenLdap

beforeAll(async () => {
  server = await startOpenLdap()
}, 60_000)

afterAll(() => server?.stop())

const ann: LdapPerson = { uid: 'ann', name: 'Ann Auditor', password: 'right horse' }
const bob: LdapPerson = { uid: 'bob', name: 'Bob', password: 'bobs own' }

/** As an administrator of OpenLDAP does it; of what has passed by the first of January 2020, all has expired. */
const changes: Readonly<Record<'locked' | 'disabled' | 'expired', Readonly<Record<string, string>>>> = {
  locked: { pwdAccountLockedTime: '20200101000000Z' },
  disabled: { pwdAccountLockedTime: '000001010000Z' },
  expired: { shadowExpire: '18262' },
}

const keptBy = async (settings: LdapSettings): Promise<KeptDirectory> => {
  for (const person of [ann, bob]) await server.put(person)
  return {
    directory: ldapDirectory(settings, () => Date.now()),
    change: async (user, to) => {
      const person = user === 'ann' ? ann : bob
      if (to === 'removed') await server.remove(user)
      else await server.put({ ...person, attributes: changes[to] })
    },
  }
}

directoryContract('OpenLDAP over TLS', () => keptBy(server.settings))
directoryContract('OpenLDAP, upgraded to TLS', () => keptBy(server.upgraded))

test('three wrong passwords lock an account that its directory guards, and then the right one is told so', async () => {
  const { directory } = await keptBy(server.settings)

  for (let tries = 0; tries < 3; tries += 1)
    expect(await directory.logOn('ann', `wrong ${tries}`)).toEqual({ kind: 'wrong' })

  expect(await directory.logOn('ann', 'right horse')).toMatchObject({ kind: 'locked' })
})

test('a certificate that nobody vouches for lets no password through', async () => {
  const { authority, ...unvouched } = server.settings
  const answer = await ldapDirectory(unvouched, () => Date.now()).logOn('ann', 'right horse')

  expect(authority).toContain('BEGIN CERTIFICATE')
  expect(answer).toMatchObject({ kind: 'unreachable' })
  expect(answer.kind === 'unreachable' && answer.detail).toContain('certificate')
})

test('a searcher whom the directory does not know is said, and nobody is let in', async () => {
  const searcher = { ...server.settings.searcher, password: 'another' }
  const directory = ldapDirectory({ ...server.settings, searcher }, () => Date.now())

  expect(await directory.logOn('ann', 'right horse')).toEqual({
    kind: 'unreachable',
    detail: `${server.settings.url} does not let the searcher log on`,
  })
})

test('a directory that is gone is told from a wrong password', async () => {
  const directory = ldapDirectory({ ...server.settings, url: 'ldaps://127.0.0.1:1' }, () => Date.now())

  expect(await directory.logOn('ann', 'right horse')).toMatchObject({ kind: 'unreachable' })
  expect(await directory.account('ann')).toMatchObject({ kind: 'unreachable' })
})
