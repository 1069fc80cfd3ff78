import { DiskTrouble } from '../../../engine/ports/index.ts'

/** Throws DiskTrouble if a path leads out of its folder, like a real disk. */
export const refuseUnsound = (path: string): void => {
  if (leadsElsewhere.test(path)) throw new DiskTrouble('denied', path, 'the path leads out of its folder')
}

/** An empty name, `.`, `..`, or a forbidden character. The root itself is sound. */
const leadsElsewhere = /^(?!$)(?:.*\/)?\.{0,2}(?:\/|$)|[\\\0]/s
