import type { Disk } from '../../ports/index.ts'
import { paths } from '../folder/index.ts'

export interface NamedSnapshot {
  readonly path: string
  readonly events: number
  /** The first 16 digits of its checksum. */
  readonly checksumStart: string
}

export const listSnapshots = (disk: Disk): readonly NamedSnapshot[] =>
  disk.list(paths.snapshotsFolder).flatMap((name) => {
    const match = /^(0|[1-9]\d{0,14})\.([0-9a-f]{16})$/.exec(name)
    if (!match?.[1] || !match[2]) return []
    return { path: `${paths.snapshotsFolder}/${name}`, events: Number(match[1]), checksumStart: match[2] }
  })

export const snapshotPath = (events: number, checksum: string): string =>
  `${paths.snapshotsFolder}/${events}.${checksum.slice(0, 16)}`

export const keepSnapshot = (disk: Disk, kept: string): void => {
  for (const { path } of listSnapshots(disk)) if (path !== kept) disk.remove(path)
}
