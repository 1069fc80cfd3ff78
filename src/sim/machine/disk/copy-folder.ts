import type { Disk } from '../../../engine/ports/index.ts'

export const copyFolder = (from: Disk, to: Disk, folder = ''): void => {
  for (const name of from.list(folder)) {
    const path = folder === '' ? name : `${folder}/${name}`
    const bytes = from.read(path)
    if (bytes) to.writeWhole(path, bytes)
    else {
      to.makeFolder(path)
      copyFolder(from, to, path)
    }
  }
}
