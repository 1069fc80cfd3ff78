import type { Disk } from '../ports/disk.ts'
import type { ShareAnswer, ShareSession } from '../ports/share-client.ts'

/**
 * A copy's own folder, seen as visitors see it: what is sealed into one's own ranges and what is carried to a
 * colleague's share is then one piece of code. Rejects with DiskTrouble.
 */
export const ownFolderSession = (disk: Disk): ShareSession => ({
  read: async (path) => present(disk.read(path)),
  readPart: async (path, offset, length) => present(disk.readPart(path, offset, length)),
  sizeBytes: async (path) => present(disk.sizeBytes(path)),
  list: async (path) => ({ kind: 'ok', value: disk.list(path) }),
  writeWhole: async (path, bytes) => {
    disk.writeWhole(path, bytes)
    return done
  },
  writePart: async (path, offset, bytes) => {
    if ((disk.sizeBytes(path) ?? 0) > offset) disk.truncate(path, offset)
    const file = disk.openAppend(path)
    file.append(bytes)
    file.sync()
    file.close()
    return done
  },
  rename: async (from, to) => {
    disk.rename(from, to)
    return done
  },
  remove: async (path) => {
    if (disk.kindOf(path) !== 'file') return { kind: 'absent' }
    disk.remove(path)
    return done
  },
  disconnect: async () => {},
})

const done = { kind: 'ok', value: null } as const

const present = <T>(value: T | null): ShareAnswer<T> =>
  value === null ? { kind: 'absent' } : { kind: 'ok', value }
