import type { ArbiterSession, ShareClient } from '../../engine/ports/index.ts'
import { createSmbShare, type CredentialsFor, isSmbAddress } from '../smb/index.ts'
import { folderShare } from './folder-share.ts'

/** The share client for an address: our SMB client for `smb://…`, otherwise the system's folder. */
export const shareAt = (address: string, credentialsFor: CredentialsFor): ShareClient<ArbiterSession> =>
  isSmbAddress(address) ? createSmbShare(credentialsFor) : folderShare
