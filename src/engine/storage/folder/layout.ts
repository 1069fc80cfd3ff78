import type { LogId } from '../../identifier/index.ts'
import { type Block, blockPath } from '../../log/index.ts'

/** Beside the documents that people open, everything of the engine lies in one folder. */
export const home = '.shakedown'

export const paths = {
  format: `${home}/format`,
  copy: `${home}/copy`,
  versionVector: `${home}/heads`,
  /** Heads of lines that did not move for a while: see `event/resting-heads.ts`. */
  coldVersionsFolder: `${home}/resting`,
  /** What this copy's owner lets visitors know: how many sessions the host accepts. */
  serving: `${home}/serving`,
  /** What a visitor who was refused there learned of that, where the owner does not say. */
  learnedLimit: `${home}/limit`,
  /** What each instance of a server let in, until it lies among the heads. */
  instancesFolder: `${home}/instances`,
  walFolder: `${home}/journal`,
  rangesFolder: `${home}/ranges`,
  /** What this copy has folded, written down. */
  snapshotsFolder: `${home}/snapshots`,
  visitorsFolder: `${home}/visitors`,
  contentsFolder: `${home}/contents`,
  /** What visitors note about compacting the folder. */
  compaction: `${home}/compaction`,
  /** What is noted about versions of documents that nobody needs any more. */
  retention: `${home}/retention`,
  /** What was found to be damaged, or brought here and refused, kept as it was found. */
  quarantineFolder: `${home}/quarantine`,
  /** Who has exclusive use of what, for visitors of this folder: never carried, since this folder alone arbitrates. */
  leasesFolder: `${home}/leases`,
  /** Local to this copy: never carried. */
  localFolder: `${home}/local`,
  linkSettings: `${home}/local/link`,
  /** Which documents' bytes this copy takes. */
  behaviour: `${home}/local/behaviour`,
  leaseNotes: `${home}/local/leases`,
  /** What others have for themselves, as the arbiter last told. */
  othersLeases: `${home}/local/others-leases`,
  /** Files of the working folder that were made read-only. */
  readOnly: `${home}/local/read-only`,
  working: `${home}/local/working`,
  /** A large document on its way into the working folder. */
  checkout: `${home}/local/laying`,
  lock: `${home}/local/lock`,
  /** When this folder was last looked through for files that a crash left unfinished. */
  tidied: `${home}/tidied`,
} as const

export const walSegmentPath = (index: number): string =>
  `${paths.walFolder}/${String(index).padStart(8, '0')}`

export const rangePath = (logId: LogId, block: Block, lastHash: string): string =>
  `${home}/${blockPath(logId, block, lastHash)}`

export const logFolder = (logId: LogId): string => `${paths.rangesFolder}/${logId}`

export const coldVersionsPath = (name: string): string => `${paths.coldVersionsFolder}/${name}`

export const contentPath = (hash: string): string => `${home}/contents/${hash.slice(0, 2)}/${hash}`

export const packsFolder = `${home}/packs`

/** A version of a large document: what it needs beyond the versions that lie here already. */
export const packPath = (hash: string): string => `${packsFolder}/${hash.slice(0, 2)}/${hash}`

export const incomingFolder = `${home}/incoming`

/** A transfer under way; `by` keeps two carriers of one document apart. */
export const incomingPath = (hash: string, by: string): string => `${incomingFolder}/${hash}.${by}`

export const instancePath = (name: string): string => `${paths.instancesFolder}/${name}`

export const visitorPath = (logId: LogId): string => `${paths.visitorsFolder}/${logId}`

/** What `conflicts` last listed to a user, for `resolve`. */
export const listedPath = (user: string): string => `${home}/local/listed-${encodeURIComponent(user)}`

// A document's id is whatever its author wrote, such as two dots.
export const leasesFolder = (subject: string): string =>
  `${paths.leasesFolder}/${encodeURIComponent(subject).replaceAll('.', '%2E')}`

export const leasePath = (subject: string, generation: number): string =>
  `${leasesFolder(subject)}/${String(generation).padStart(8, '0')}`

/** What a visitor writes to learn what time it is on the share. */
export const sharedClockPath = (logId: LogId): string => `${home}/clocks/${logId}`

export const asideFolder = `${home}/aside`

/** A version that is about to be dropped, out of everyone's way: as a whole, or as the pack of a large one. */
export const asidePath = (hash: string, isPack: boolean): string =>
  `${asideFolder}/${hash}${isPack ? '.pack' : ''}`
