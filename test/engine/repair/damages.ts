import type { Disk } from '../../../src/engine/ports/disk.ts'

/** What may become of a file on a disk that is wearing out. */
export type Damage = (disk: Disk, path: string) => void

const changed =
  (change: (bytes: Uint8Array) => Uint8Array): Damage =>
  (disk, path) =>
    disk.writeWhole(path, change((disk.read(path) ?? new Uint8Array(0)).slice()))

const flippedAt = (share: number): Damage =>
  changed((bytes) => {
    const at = Math.min(bytes.length - 1, Math.floor(bytes.length * share))
    return bytes.with(at, (bytes[at] ?? 0) ^ 0x10)
  })

export const damages: Readonly<Record<string, Damage>> = {
  'has a bit flipped near its beginning': flippedAt(0.05),
  'has a bit flipped in its middle': flippedAt(0.5),
  'has a bit flipped near its end': flippedAt(0.95),
  'is cut in half': changed((bytes) => bytes.subarray(0, bytes.length >>> 1)),
  'has a sector of zeros': changed((bytes) => bytes.fill(0, bytes.length >>> 2, bytes.length >>> 1)),
  'is gone': (disk, path) => disk.remove(path),
}

/** Every file of the engine in a folder, as paths. */
export const engineFiles = (disk: Disk, folder = '.shakedown'): readonly string[] =>
  disk.list(folder).flatMap((name) => {
    const path = `${folder}/${name}`
    return disk.kindOf(path) === 'folder' ? engineFiles(disk, path) : [path]
  })
