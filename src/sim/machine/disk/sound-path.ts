import { DiskTrouble } from '../../../engine/ports/index.ts'

/** Throws DiskTrouble for a path that would lead out of the folder it belongs to, as a real disk does. */
export const refuseUnsound = (path: string): void => {
  if (leadsElsewhere.test(path)) throw new DiskTrouble('denied', path, 'the path leads out of its folder')
}

/** A name that is empty, `.` or `..`, or has a letter in it that no name may have; the root itself is sound. */
const leadsElsewhere = /^(?!$)(?:.*\/)?\.{0,2}(?:\/|$)|[\\\0]/s
