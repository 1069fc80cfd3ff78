/** A directory of people in LDAP. */
export { ldapDirectory, type LdapSettings } from './ldap-directory.ts'
