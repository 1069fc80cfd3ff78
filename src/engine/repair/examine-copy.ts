import type { RangePorts } from '../codec/index.ts'
import type { LiveContent } from '../content/index.ts'
import type { Registration } from '../merge/index.ts'
import { type Disk, type DiskRefusal, orDiskRefusal } from '../ports/index.ts'
import { Contents } from '../storage/contents/index.ts'
import { contentPath, packPath, parseRetentionNotes, paths } from '../storage/folder/index.ts'
import { examineContents } from './examine-contents.ts'
import { examineIdentity, examineNotes } from './examine-files.ts'
import { type ExaminedLogs, examineLogs } from './examine-logs.ts'
import { examineSnapshots } from './examine-snapshots.ts'
import type { Finding } from './finding.ts'
import { foldKnown } from './fold-known.ts'

export interface Examined {
  readonly logs: ExaminedLogs
  readonly registrations: readonly Registration[]
  /** Needed bytes that are missing: no damage, since they may be in transit. */
  readonly wanted: readonly LiveContent[]
  readonly events: number
  readonly contents: number
  /** Replaced versions that the retention policy dropped, and its time in milliseconds: no damage. */
  readonly dropped: number
  readonly keepVersionsMs: number | null
  readonly findings: readonly Finding[]
}

export interface FolderPorts extends RangePorts {
  readonly disk: Disk
}

export type VerifyOutcome =
  | ({ readonly kind: 'verified' } & Omit<Examined, 'logs' | 'registrations'>)
  | DiskRefusal

/** Writes nothing, and opens no copy. */
export const verifyCopy = (ports: FolderPorts): VerifyOutcome =>
  orDiskRefusal(() => {
    const { logs: _logs, registrations: _registrations, ...verified } = examineCopy(ports)
    return { kind: 'verified' as const, ...verified }
  })

/** Throws DiskTrouble. */
export const examineCopy = (ports: FolderPorts): Examined => {
  const { disk, digest } = ports
  const logs = examineLogs(disk, ports)
  const contents = examineContents(disk, digest)
  const folded = foldKnown(logs.known, digest, soundContents({ disk, digest }, contents.findings))
  return {
    logs,
    registrations: folded.registrations,
    wanted: folded.wanted,
    events: logs.known.events,
    contents: contents.count,
    dropped: parseRetentionNotes(disk.read(paths.retention)).dropped.size,
    keepVersionsMs: folded.keepVersionsMs,
    findings: [
      ...examineIdentity(disk, logs.known, folded.registrations),
      ...logs.findings,
      ...contents.findings,
      ...examineNotes(disk, ports.digest),
      ...examineSnapshots(disk, ports, logs.known),
    ],
  }
}

export const soundContents = (
  { disk, digest }: FolderPorts,
  findings: readonly Finding[],
): ((content: LiveContent) => boolean) => {
  const bad = new Set(findings.map(({ path }) => path))
  const stored = new Contents(disk, digest)
  return (content) =>
    !bad.has(contentPath(content.hash)) && !bad.has(packPath(content.hash)) && stored.has(content)
}
