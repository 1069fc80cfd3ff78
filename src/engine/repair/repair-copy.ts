import type { LogId } from '../identifier/index.ts'
import { type Clock, DiskTrouble } from '../ports/index.ts'
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
  /** Whose copy this is, by name or line, where the folder does not say it any more. */
  readonly as: string | null
}

export interface RepairReport {
  readonly kind: 'repaired'
  /** What was wrong. */
  readonly found: readonly Finding[]
  /** Files that were put into quarantine, by the paths they had. */
  readonly moved: readonly string[]
  /** Events, and documents' versions, that came back. */
  readonly events: number
  readonly contents: number
  /** What is wrong still. */
  readonly left: readonly Finding[]
  /**
   * Whether this copy may have written something last that is in no copy any more: its heads or its journal were not
   * whole. What it writes next could then take the place of events that somebody has.
   */
  readonly isEndUnsure: boolean
  /** What the other copies could not give. */
  readonly troubles: readonly string[]
}

export type RepairOutcome = RepairReport | { readonly kind: 'disk-trouble'; readonly trouble: DiskTrouble }

/**
 * Makes a copy's folder whole again, as far as what is here and in the other copies allows: nothing is written over
 * that was not put into quarantine before, and what is found is examined once more afterwards. To be used while no
 * program has the copy open. It can be cut off anywhere and begun again.
 */
export const repairCopy = async (
  ports: FolderPorts & { readonly clock: Clock },
  options: RepairOptions,
): Promise<RepairOutcome> => {
  try {
    return await repair(ports, options)
  } catch (trouble) {
    if (trouble instanceof DiskTrouble) return { kind: 'disk-trouble', trouble }
    throw trouble
  }
}

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
  // Not before the lines are whole: what came back names documents as well, and says which copies there are.
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

// Whoever tried to open it began a journal anew, so that its loss shows in the copy's own line alone.
const isAboutEnd =
  (own: LogId | null) =>
  ({ path }: Finding): boolean =>
    path === paths.versionVector ||
    path.startsWith(paths.walFolder) ||
    (own !== null && path === logFolder(own))
