import { expect, test } from 'vitest'

import { accountState, stateInBindError } from '../../../../src/real/directory/ldap/ldap-account.ts'

const nowMs = Date.parse('2026-11-22T12:00:00Z')

// The attributes of Active Directory, of the password policy overlay and of shadow accounts, as servers write them.
test.each([
  ['nothing is said of it', {}, 'active'],
  [
    'a normal account',
    { userAccountControl: '512', accountExpires: '9223372036854775807', lockoutTime: '0' },
    'active',
  ],
  ['disabled in Active Directory', { userAccountControl: '514' }, 'disabled'],
  ['one of two flags more', { userAccountControl: '66050' }, 'disabled'],
  ['a password that never expires', { userAccountControl: '66048' }, 'active'],
  ['locked out', { lockoutTime: '133000000000000000' }, 'locked'],
  ['no end', { accountExpires: '0' }, 'active'],
  // 2026-11-22T12:00:00Z and a second before and after it, counted from 1601.
  ['ended just now', { accountExpires: '134398224000000000' }, 'expired'],
  ['to end in a second', { accountExpires: '134398224010000000' }, 'active'],
  ['locked after wrong passwords', { pwdAccountLockedTime: '20261122110000Z' }, 'locked'],
  ['locked by its keeper', { pwdAccountLockedTime: '000001010000Z' }, 'disabled'],
  ['to end tomorrow', { shadowExpire: '20780' }, 'active'],
  ['ended yesterday', { shadowExpire: '20778' }, 'expired'],
  ['without an end', { shadowExpire: '-1' }, 'active'],
  ['attributes in another case, as lists', { USERACCOUNTCONTROL: ['514'] }, 'disabled'],
] as const)('an account with %s', (_what, entry, state) => {
  expect(accountState(entry, nowMs)).toBe(state)
})

const refusal = (code: string): string =>
  `80090308: LdapErr: DSID-0C09044E, comment: AcceptSecurityContext error, data ${code}, v2580`

test.each([
  ['52e', null],
  ['525', null],
  ['530', 'locked'],
  ['532', 'expired'],
  ['533', 'disabled'],
  ['701', 'expired'],
  ['773', 'expired'],
  ['775', 'locked'],
])('Active Directory refuses with data %s', (code, state) => {
  expect(stateInBindError(refusal(code))).toBe(state)
})

test('a refusal without a code says no more than that it is one', () => {
  expect(stateInBindError('Invalid credentials during a bind operation')).toBeNull()
})
