import { isPacked, type LiveContent } from '../content/index.ts'
import type { Clock, Disk, ShareSession } from '../ports/index.ts'
import { type Carrier, ExchangeInterrupted, fetchContent } from '../replication/exchange/index.ts'
import { Contents } from '../storage/contents/index.ts'
import { contentPath, home, packPath, packsFolder, paths } from '../storage/folder/index.ts'
import type { FolderPorts } from './examine-copy.ts'
import type { Finding } from './finding.ts'
import type { FoldedKnown } from './fold-known.ts'
import type { Quarantine } from './quarantine.ts'
import { damagedPaths } from './restore-logs.ts'
import { restorePacks } from './restore-packs.ts'

/** After a fetch meets a damaged local chunk, the next one no longer relies on it. */
const triesMax = 3

/**
 * Restores lost document bytes from the working folder, chunks of large versions, or another copy. A
 * damaged version stays until its replacement is written, or a power cut could hide its loss. Removes
 * versions that nobody has last, so that exchanges can bring them. Keeps damaged packs for their good
 * chunks.
 */
export const restoreContents = async (
  ports: FolderPorts & { readonly clock: Clock },
  { findings, folded }: { readonly findings: readonly Finding[]; readonly folded: FoldedKnown },
  sessions: readonly ShareSession[],
  quarantine: Quarantine,
): Promise<number> => {
  const { disk, digest, clock } = ports
  const bad = damagedPaths(findings).filter(isContent)
  const lost = lostVersions(disk, bad, folded)
  const count = lost.size
  if (count > 0) {
    const files = filesBelow(disk, '')
    takeFromWorkingFolder(ports, lost, { files, quarantine })
    restorePacks(ports, lost, { files, quarantine })
  }
  for (const session of sessions) {
    const contents = new Contents(disk, digest)
    await fetchFrom({ session, contents, clock, digest, by: 'repair' }, lost, quarantine)
  }
  for (const path of bad)
    if (lost.has(hashIn(path)) && !path.startsWith(`${packsFolder}/`)) quarantine.move(path)
  return count - lost.size
}

const isContent = (path: string): boolean =>
  path.startsWith(`${paths.contentsFolder}/`) || path.startsWith(`${packsFolder}/`)

const hashIn = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

// A copy that fetches only some documents' bytes may lack others on purpose.
const lostVersions = (
  disk: Disk,
  bad: readonly string[],
  { wanted, versions }: FoldedKnown,
): Map<string, LiveContent> => {
  const takesAll = disk.kindOf(paths.behaviour) === null
  const damagedOnes = bad.flatMap((path) => versions.get(hashIn(path)) ?? [])
  return new Map([...damagedOnes, ...(takesAll ? wanted : [])].map((content) => [content.hash, content]))
}

// If a copy disappears meanwhile, the next one is asked for the rest.
const fetchFrom = async (
  carrier: Carrier,
  lost: Map<string, LiveContent>,
  quarantine: Quarantine,
): Promise<void> => {
  try {
    for (const [hash, content] of [...lost].sort(([a], [b]) => (a < b ? -1 : 1)))
      if (await fetchOne(carrier, content, quarantine)) lost.delete(hash)
  } catch (trouble) {
    if (!(trouble instanceof ExchangeInterrupted)) throw trouble
  }
}

const fetchOne = async (carrier: Carrier, content: LiveContent, quarantine: Quarantine): Promise<boolean> => {
  quarantine.keep(isPacked(content.sizeBytes) ? packPath(content.hash) : contentPath(content.hash))
  for (let tries = 1; tries <= triesMax; tries += 1) {
    const fetched = await fetchContent(carrier, content)
    if (fetched === 'here' || fetched === 'absent') return fetched === 'here'
  }
  return false
}

const takeFromWorkingFolder = (
  { disk, digest }: FolderPorts,
  lost: Map<string, LiveContent>,
  { files, quarantine }: { readonly files: readonly string[]; readonly quarantine: Quarantine },
): void => {
  const sizes = new Set([...lost.values()].map(({ sizeBytes }) => sizeBytes))
  for (const path of files) {
    const sizeBytes = disk.sizeBytes(path) ?? 0
    const bytes = sizes.has(sizeBytes) && !isPacked(sizeBytes) ? disk.read(path) : null
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
