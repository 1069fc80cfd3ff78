import type { LogId } from '../identifier/index.ts'
import { awaitOrDiskRefusal, type Clock, type DiskRefusal } from '../ports/index.ts'
import { logFolder, paths } from '../storage/folder/index.ts'
import { askOthers, type RepairSource } from './ask-others.ts'
import { examineCopy, type FolderPorts, soundContents } from './examine-copy.ts'
import { examineIdentity, examineNotes } from './examine-files.ts'
import { examineSnapshots } from './examine-snapshots.ts'
import type { Finding } from './finding.ts'
import { foldKnown } from './fold-known.ts'
import { Quarantine } from './quarantine.ts'
import { restoreContents } from './restore-contents.ts'
import { registrationOf, restoreIdentity } from './restore-identity.ts'
import { damagedPaths, restoreLogs } from './restore-logs.ts'

export interface RepairOptions {
  readonly sources: readonly RepairSource[]
  /** The copy's name or log, for a folder that no longer tells. */
  readonly as: string | null
}

export interface RepairReport {
  readonly kind: 'repaired'
  readonly found: readonly Finding[]
  readonly moved: readonly string[]
  readonly events: number
  readonly contents: number
  readonly left: readonly Finding[]
  /**
   * The copy's last events may be lost everywhere, since its version vector or journal was damaged. Its
   * next write could then reuse numbers of events that others hold.
   */
  readonly isEndUnsure: boolean
  readonly troubles: readonly string[]
}

export type RepairOutcome = RepairReport | DiskRefusal

/**
 * Quarantines each file before overwriting it, and examines the result again. Call only while no program
 * has the copy open. May be interrupted and repeated.
 */
export const repairCopy = (
  ports: FolderPorts & { readonly clock: Clock },
  options: RepairOptions,
): Promise<RepairOutcome> => awaitOrDiskRefusal(() => repair(ports, options))

const repair = async (
  ports: FolderPorts & { readonly clock: Clock },
  { sources, as }: RepairOptions,
): Promise<RepairReport> => {
  const { disk, digest } = ports
  const quarantine = new Quarantine(disk)
  const examined = examineCopy(ports)
  const asked = await askOthers(ports, examined.logs, sources)
  restoreLogs(ports, examined, asked.contrary, quarantine)
  const known = examined.logs.known
  // Waits for complete logs: restored events name documents and copies as well.
  const folded = foldKnown(known, digest, soundContents(ports, examined.findings))
  const text = new TextDecoder().decode(disk.read(paths.copy) ?? new Uint8Array(0))
  const registration = registrationOf(folded.registrations, text, as)
  const unsure = examineIdentity(disk, known, folded.registrations)
  restoreIdentity(disk, unsure, { other: asked.other, registration }, quarantine)
  const spare = [...examineNotes(disk, digest), ...examineSnapshots(disk, ports, known)]
  for (const path of damagedPaths(spare)) quarantine.move(path)
  const lost = { findings: examined.findings, folded }
  const contents = await restoreContents(ports, lost, asked.reached, quarantine)
  const events = known.events - examined.events
  const left = examineCopy(ports).findings
  return {
    kind: 'repaired',
    found: examined.findings,
    moved: quarantine.moved,
    events,
    contents,
    left,
    isEndUnsure: examined.findings.some(isAboutEnd(registration?.log ?? null)),
    troubles: asked.troubles,
  }
}

// An attempt to open the copy starts a new journal. The lost one then shows only in the copy's own log.
const isAboutEnd =
  (own: LogId | null) =>
  ({ path }: Finding): boolean =>
    path === paths.versionVector ||
    path.startsWith(paths.walFolder) ||
    (own !== null && path === logFolder(own))
