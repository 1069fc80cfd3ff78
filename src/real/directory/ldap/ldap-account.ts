export type LdapEntry = Readonly<Record<string, unknown>>

export type LdapAccountState = 'active' | 'locked' | 'expired' | 'disabled'

/** Attributes that hold an account's state, for servers of both kinds. */
export const accountAttributes = [
  'userAccountControl',
  'accountExpires',
  'lockoutTime',
  'pwdAccountLockedTime',
  'shadowExpire',
] as const

/** ADS_UF_ACCOUNTDISABLE (Active Directory, `userAccountControl`). */
const disabledFlag = 0x2
/** Locked by an administrator, without an end (draft-behera-ldap-password-policy, §5.3.3). */
const lockedForGood = '000001010000Z'
/** From 1601 to 1970, in milliseconds. Active Directory counts tenths of microseconds since 1601. */
const from1601Ms = 11_644_473_600_000
const neverExpires = ['0', '9223372036854775807']
const dayMs = 86_400_000

/** Pure: whether an account may log on, as far as its entry says. */
export const accountState = (entry: LdapEntry, nowMs: number): LdapAccountState => {
  if ((Number(textIn(entry, 'userAccountControl')) & disabledFlag) !== 0) return 'disabled'
  const locked = textIn(entry, 'pwdAccountLockedTime')
  if (locked === lockedForGood) return 'disabled'
  if (locked !== '' || !['', '0'].includes(textIn(entry, 'lockoutTime'))) return 'locked'
  return isExpired(entry, nowMs) ? 'expired' : 'active'
}

const isExpired = (entry: LdapEntry, nowMs: number): boolean => {
  const filetime = textIn(entry, 'accountExpires')
  if (filetime !== '' && !neverExpires.includes(filetime) && Number(filetime) / 10_000 - from1601Ms <= nowMs)
    return true
  const day = textIn(entry, 'shadowExpire')
  return day !== '' && Number(day) >= 0 && Number(day) * dayMs <= nowMs
}

/**
 * The state in the `data` of Active Directory's error 49 (Microsoft, LDAP_INVALID_CREDENTIALS sub codes). Returns
 * null for a wrong name or password, or without such data.
 */
export const stateInBindError = (message: string): LdapAccountState | null => {
  const code = /\bdata ([0-9a-f]+)/i.exec(message)?.[1]?.toLowerCase()
  return code === undefined ? null : (bindCodes[code] ?? null)
}

const bindCodes: Readonly<Record<string, LdapAccountState>> = {
  '530': 'locked',
  '531': 'locked',
  '532': 'expired',
  '533': 'disabled',
  '701': 'expired',
  '773': 'expired',
  '775': 'locked',
}

/** The first value of an attribute, or ''. Attribute names ignore case (RFC 4512 §2.5). */
export const textIn = (entry: LdapEntry, attribute: string): string => {
  const name = Object.keys(entry).find((key) => key.toLowerCase() === attribute.toLowerCase())
  const value = name === undefined ? undefined : entry[name]
  const first: unknown = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' ? first : ''
}
