import { type Carrier, fetchContent } from '../exchange/carry-contents.ts'
import { ExchangeInterrupted, presentOrNull } from '../exchange/trouble.ts'
import { Contents } from '../folder/contents.ts'
import { contentPath, home, paths } from '../folder/layout.ts'
import type { Clock } from '../ports/clock.ts'
import type { Disk } from '../ports/disk.ts'
import type { ShareSession } from '../ports/share-client.ts'
import type { Examined, FolderPorts } from './examine-copy.ts'
import type { Quarantine } from './quarantine.ts'
import { damagedPaths } from './restore-lines.ts'

/**
 * Gets lost document bytes back from the working folder, where the document may still lie as it was, or from another
 * copy. A damaged version goes from its place only when the good one comes: were it gone before, and the power then cut,
 * nobody would miss an old version any more. What nobody has is taken away last, so that it can be carried here again.
 */
export const restoreContents = async (
  ports: FolderPorts & { readonly clock: Clock },
  { findings, wanted }: Pick<Examined, 'findings' | 'wanted'>,
  sessions: readonly ShareSession[],
  quarantine: Quarantine,
): Promise<number> => {
  const bad = damagedPaths(findings).filter((path) => path.startsWith(`${paths.contentsFolder}/`))
  const lost = new Set([...bad.map(hashIn), ...wanted.map(({ hash }) => hash)])
  const count = lost.size
  if (count > 0) takeFromWorkingFolder(ports, lost, quarantine)
  const contents = new Contents(ports.disk, ports.digest)
  for (const session of sessions) {
    const carrier = { session, contents, clock: ports.clock, by: 'repair' }
    await fetchFrom(carrier, lost, quarantine)
  }
  for (const path of bad) if (lost.has(hashIn(path))) quarantine.move(path)
  return count - lost.size
}

// A copy that goes away meanwhile gave what it gave; the next one is asked for the rest.
const fetchFrom = async (carrier: Carrier, lost: Set<string>, quarantine: Quarantine): Promise<void> => {
  try {
    for (const hash of [...lost].sort()) if (await fetchIfThere(carrier, hash, quarantine)) lost.delete(hash)
  } catch (trouble) {
    if (!(trouble instanceof ExchangeInterrupted)) throw trouble
  }
}

const hashIn = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

const fetchIfThere = async (carrier: Carrier, hash: string, quarantine: Quarantine): Promise<boolean> => {
  const sizeBytes = presentOrNull(await carrier.session.sizeBytes(contentPath(hash)))
  if (sizeBytes === null) return false
  quarantine.keep(contentPath(hash))
  return fetchContent(carrier, hash, sizeBytes)
}

const takeFromWorkingFolder = (
  { disk, digest }: FolderPorts,
  lost: Set<string>,
  quarantine: Quarantine,
): void => {
  for (const path of filesBelow(disk, '')) {
    const bytes = disk.read(path)
    const hash = bytes && digest.sha256Hex(bytes)
    if (!hash || !lost.delete(hash)) continue
    quarantine.keep(contentPath(hash))
    disk.writeWhole(contentPath(hash), bytes)
  }
}

const filesBelow = (disk: Disk, folder: string): readonly string[] =>
  disk.list(folder).flatMap((name) => {
    const path = folder === '' ? name : `${folder}/${name}`
    if (path === home) return []
    const kind = disk.kindOf(path)
    if (kind === 'folder') return filesBelow(disk, path)
    return kind === 'file' ? [path] : []
  })
