import { constants } from 'node:fs'

import { DiskTrouble, type DiskTroubleKind } from '../../engine/ports/index.ts'

/** Opens no link at a path's end. Windows has no such flag, and asks for a privilege before it makes a link. */
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
  EFBIG: 'no file may grow that large there',
  EROFS: 'the disk is read-only',
  ENOENT: 'it is not there any more',
  ENOTDIR: 'a file is in the way where a folder is needed',
  EIO: 'the disk reports an error (EIO)',
  ENAMETOOLONG: 'the name is too long for this disk',
}

/** The system's name of an error, as `ENOENT`; null where it is a defect of ours and no word of the system. */
export const errorCode = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null

export const troubleKind = (code: string): DiskTroubleKind => kinds[code] ?? 'broken'

/** What happened, for people: without the names of system calls, and without the path, which stands beside it. */
export const troubleText = (code: string): string => texts[code] ?? `the system reports ${code}`

/** Nothing is there, or what is there is no folder on the way or no file at its end. */
export const isAbsence = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(errorCode(error) ?? '')

/** The disk port's own trouble for an error of the system; anything else goes on as it is. */
export const asDiskTrouble = (error: unknown, path: string): unknown => {
  const code = error instanceof DiskTrouble ? null : errorCode(error)
  return code === null ? error : new DiskTrouble(troubleKind(code), path, troubleText(code))
}
