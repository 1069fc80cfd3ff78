import { join } from 'node:path'

import { DiskTrouble } from '../../engine/ports/index.ts'

/** The absolute path of an engine path. Throws DiskTrouble if it leads out of the root. */
export const insideRoot = (root: string, path: string): string => {
  if (path !== '' && path.split('/').some(leadsElsewhere)) {
    throw new DiskTrouble('denied', path, 'the path leads out of its folder')
  }
  return join(root, path)
}

const leadsElsewhere = (name: string): boolean =>
  name === '' || name === '.' || name === '..' || /[\\\0]/.test(name)

export const foldersAbove = (path: string): readonly string[] => {
  const names = path.split('/').slice(0, -1)
  return names.map((_name, index) => names.slice(0, index + 1).join('/'))
}
