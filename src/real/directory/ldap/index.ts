/** The ldap room's only entry point. */
export { ldapDirectory, type LdapSettings } from './ldap-directory.ts'
