import { DiskTrouble } from '../../engine/index.ts'

/** Throws DiskTrouble for a path that would lead out of the folder it belongs to, as a real disk does. */
export const refuseUnsound = (path: string): void => {
  if (path !== '' && path.split('/').some(leadsElsewhere))
    throw new DiskTrouble('denied', path, 'the path leads out of its folder')
}

const leadsElsewhere = (name: string): boolean =>
  name === '' || name === '.' || name === '..' || /[\\\0]/.test(name)
