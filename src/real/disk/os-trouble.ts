import { constants } from 'node:fs'

import { DiskTrouble, type DiskTroubleKind } from '../../engine/ports/index.ts'

/**
 * Does not open a link at the end of a path. Windows has no such flag, but creating a link there requires a
 * privilege.
 */
export const noFollow = constants.O_NOFOLLOW ?? 0

const kinds: Readonly<Record<string, DiskTroubleKind>> = {
  EACCES: 'denied',
  EPERM: 'denied',
  ELOOP: 'denied',
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  EROFS: 'read-only',
}

const texts: Readonly<Record<string, string>> = {
  EACCES: 'this user has no permission there',
  EPERM: 'the system does not permit it',
  ELOOP: 'it is a symbolic link, and links are not followed',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'a file may not grow that large there',
  EROFS: 'the disk is read-only',
  ENOENT: 'it no longer exists',
  ENOTDIR: 'a file is in the way where a folder is needed',
  EIO: 'the disk reports an error (EIO)',
  ENAMETOOLONG: 'the name is too long for this disk',
}

/** The system's error name, such as `ENOENT`. Returns null for a defect of ours. */
export const errorCode = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null

export const troubleKind = (code: string): DiskTroubleKind => kinds[code] ?? 'broken'

/** A description for people, without system calls or the path, which is shown beside it. */
export const troubleText = (code: string): string => texts[code] ?? `the system reports ${code}`

/** Whether the path is absent, or its type differs: a file above it, or a folder at its end. */
export const isAbsence = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(errorCode(error) ?? '')

/** Converts a system error into DiskTrouble. Returns any other error unchanged. */
export const asDiskTrouble = (error: unknown, path: string): unknown => {
  const code = error instanceof DiskTrouble ? null : errorCode(error)
  return code === null ? error : new DiskTrouble(troubleKind(code), path, troubleText(code))
}
