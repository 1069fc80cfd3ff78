import type { LogId } from '../../identifier/index.ts'
import { type Block, blockPath } from '../../log/index.ts'

/** The engine's folder, beside the documents that people open. */
export const home = '.shakedown'

export const paths = {
  format: `${home}/format`,
  copy: `${home}/copy`,
  versionVector: `${home}/heads`,
  /** Entries of idle logs, which the version vector refers to. */
  coldVersionsFolder: `${home}/resting`,
  /** The owner's notice to visitors: the session limit of its host. */
  serving: `${home}/serving`,
  /** The host's session limit as refused visitors estimated it. Read only if the owner states none. */
  learnedLimit: `${home}/limit`,
  /** Events accepted by each server instance, until the version vector lists them. */
  instancesFolder: `${home}/instances`,
  walFolder: `${home}/journal`,
  rangesFolder: `${home}/ranges`,
  snapshotsFolder: `${home}/snapshots`,
  visitorsFolder: `${home}/visitors`,
  contentsFolder: `${home}/contents`,
  /** Visitors' notes on compacting the folder. */
  compaction: `${home}/compaction`,
  /** Notes on document versions that nobody needs. */
  retention: `${home}/retention`,
  /** Damaged or refused files, as they were found. */
  quarantineFolder: `${home}/quarantine`,
  /** Leases for visitors of this folder. Never carried, since this folder alone arbitrates them. */
  leasesFolder: `${home}/leases`,
  /** Local to this copy: never carried. */
  localFolder: `${home}/local`,
  linkSettings: `${home}/local/link`,
  behaviour: `${home}/local/behaviour`,
  leaseNotes: `${home}/local/leases`,
  /** Leases of other copies, as the arbiter last reported them. */
  othersLeases: `${home}/local/others-leases`,
  /** Files of the working folder that the engine made read-only. */
  readOnly: `${home}/local/read-only`,
  working: `${home}/local/working`,
  /** A large document on its way into the working folder. */
  checkout: `${home}/local/laying`,
  lock: `${home}/local/lock`,
  /** Time of the last search for files that a crash left unfinished. */
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

/** The parts of a large version that no other version here has. */
export const packPath = (hash: string): string => `${packsFolder}/${hash.slice(0, 2)}/${hash}`

export const incomingFolder = `${home}/incoming`

/** A transfer in progress; `by` separates two carriers of one document. */
export const incomingPath = (hash: string, by: string): string => `${incomingFolder}/${hash}.${by}`

export const instancePath = (name: string): string => `${paths.instancesFolder}/${name}`

export const visitorPath = (logId: LogId): string => `${paths.visitorsFolder}/${logId}`

export const listedPath = (user: string): string => `${home}/local/listed-${encodeURIComponent(user)}`

// Encodes the id, since its author may have chosen any text, such as two dots.
export const leasesFolder = (subject: string): string =>
  `${paths.leasesFolder}/${encodeURIComponent(subject).replaceAll('.', '%2E')}`

export const leasePath = (subject: string, generation: number): string =>
  `${leasesFolder(subject)}/${String(generation).padStart(8, '0')}`

/** A file that a visitor writes to read the share's clock. */
export const sharedClockPath = (logId: LogId): string => `${home}/clocks/${logId}`

export const asideFolder = `${home}/aside`

export const asidePath = (hash: string, isPack: boolean): string =>
  `${asideFolder}/${hash}${isPack ? '.pack' : ''}`
