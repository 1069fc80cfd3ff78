/** An SMB 2 client. */
export { isSmbAddress } from './smb-address.ts'
export { createSmbShare, type CredentialsFor } from './smb-share.ts'
