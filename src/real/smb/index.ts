/** The smb room's only entry point. */
export { isSmbAddress } from './smb-address.ts'
export { createSmbShare, type CredentialsFor } from './smb-share.ts'
