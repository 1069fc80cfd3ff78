import type { Disk, ShareAnswer, ShareSession } from '../../ports/index.ts'

/**
 * A copy's own folder as a session, so that sealing ranges shares its code with carrying them to a share. Rejects
 * with DiskTrouble.
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
  writePart: async (path, offset, bytes) => writePartOn(disk, path, offset, bytes),
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

/** Writes a part of a file as a share would. Writes nothing if the preceding part is missing. */
export const writePartOn = (
  disk: Disk,
  path: string,
  offset: number,
  bytes: Uint8Array,
): ShareAnswer<null> => {
  const sizeBytes = disk.sizeBytes(path) ?? 0
  if (sizeBytes < offset) return { kind: 'absent' }
  if (sizeBytes > offset) disk.truncate(path, offset)
  const file = disk.openAppend(path)
  file.append(bytes)
  file.sync()
  file.close()
  return done
}

const done = { kind: 'ok', value: null } as const

const present = <T>(value: T | null): ShareAnswer<T> =>
  value === null ? { kind: 'absent' } : { kind: 'ok', value }
