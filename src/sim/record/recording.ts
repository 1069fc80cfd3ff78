import type { ActionItem } from '../../plan/definitions/action/index.ts'
import type { AccessRecording } from './access-recording.ts'

/**
 * The screens at each action, and the messages to each copy. Checks judge from this alone, never from the
 * engine's own view of a user's reads.
 */
export interface WriteRecord {
  /** The plan item's id or the policy's action id; also the note that travels with the value. */
  readonly id: string
  readonly register: string
  /** Equal exactly if the values are equal. */
  readonly value: string
  readonly copy: string
  readonly author: string
  /** Ids of the writes whose value the screen showed, or which the person listed and resolved. */
  readonly observed: readonly string[]
  readonly resolves: boolean
  readonly acknowledgedUs: number
}

export interface RegisterRecord {
  readonly register: string
  readonly siblings: readonly string[]
  readonly inConflict: boolean
}

/** A copy at one moment: its applied writes, and its registers as read. */
export interface CopySample {
  readonly copy: string
  readonly atUs: number
  readonly applied: ReadonlySet<string>
  /** Writes in rescue there: kept and listed, but applied by no copy. Omitted if no copy was abandoned. */
  readonly rescued?: ReadonlySet<string>
  readonly registers: readonly RegisterRecord[]
}

export interface SyncSessionRecord {
  readonly copy: string
  readonly host: string
  readonly fromUs: number
  readonly toUs: number | null
}

export interface RefusalRecord {
  readonly copy: string
  readonly host: string
  readonly atUs: number
  readonly wasReported: boolean
}

export interface HostRecord {
  readonly host: string
  readonly limit: number | null
  readonly maxSessions: number
  /** Longest session allowed here. Null if copies need no turns. */
  readonly sessionTimeMaxMs: number | null
}

export interface WaitRecord {
  readonly copy: string
  readonly waitedMs: number
  readonly isOver: boolean
}

/** A period in which a copy had no answer from a balancer. */
export interface GapRecord {
  readonly copy: string
  readonly through: string
  readonly fromUs: number
  /** Null if answers never resumed while it was observed. */
  readonly toUs: number | null
  readonly seenUntilUs: number
}

export interface OutageRecord {
  readonly fromUs: number
  readonly toUs: number | null
  readonly isBalancer: boolean
  readonly isInsideTransfer: boolean
}

export interface FailoverRecord {
  readonly gaps: readonly GapRecord[]
  readonly outages: readonly OutageRecord[]
  /** Longest time until a balancer detects a dead server. */
  readonly detectionMs: number
  /** Longest time until a copy retries and is answered. */
  readonly retryMs: number
}

/** A pick that the plan left to the run: a record's key or a document's name. */
export interface PickRecord {
  readonly item: string
  readonly picked: string
}

export interface ObservationRecord {
  readonly copy: string
  /** Number of the copy's folder: a lost or restored disk begins another. */
  readonly incarnation: number
  readonly atUs: number
  readonly applied: ReadonlySet<string>
  /** By log, the last event received here. */
  readonly received: Readonly<Record<string, number>>
  /** By log, the last event that this copy reported as complete to its parent. */
  readonly acknowledged: Readonly<Record<string, number>>
}

/** A copy's folder at the end: its contents, and the work that caused them. */
export interface StorageRecord {
  readonly copy: string
  readonly held: Readonly<
    Record<
      | 'ranges'
      | 'blocks'
      | 'journal'
      | 'heads'
      | 'snapshots'
      | 'notes'
      | 'workingNotes'
      | 'visitors'
      | 'documents'
      | 'incoming'
      | 'working',
      number
    >
  >
  readonly counts: {
    readonly logs: number
    readonly events: number
    readonly eventBytes: number
    readonly values: number
    readonly documents: number
    readonly versions: number
    readonly versionBytes: number
  }
}

/** A folder lost with its recent writes: by a lost disk, or by a restored older state. */
export interface LossRecord {
  readonly copy: string
  readonly fromUs: number
  readonly atUs: number
}

export interface AbandonmentRecord {
  readonly copy: string
  readonly atUs: number
  /** When its own program reported the abandonment; null if never. */
  readonly knownUs: number | null
  /** When its last session that could have delivered anything ended; null if it never returned. */
  readonly lastSessionUs: number | null
  /** Writes in rescue at the end, equal on every copy. */
  readonly rescued: readonly string[]
  readonly takenOver: readonly string[]
  /** Writes that it applied although they were acknowledged elsewhere after it knew. */
  readonly appliedLater: readonly string[]
}

/** The last moment up to which a copy's writes were reported as complete in its linked copy. */
export interface SentReport {
  readonly copy: string
  readonly untilUs: number
}

export interface Recording {
  readonly files: readonly (readonly string[])[]
  readonly writes: readonly WriteRecord[]
  /** Samples of some copies during the day, in order of time. */
  readonly samples: readonly CopySample[]
  readonly finals: readonly CopySample[]
  readonly states: readonly { readonly copy: string; readonly state: string }[]
  readonly observations: readonly ObservationRecord[]
  readonly storage: readonly StorageRecord[]
  readonly losses: readonly LossRecord[]
  /** The furthest report for each folder of each copy. */
  readonly sentReports: readonly SentReport[]
  readonly abandonments: readonly AbandonmentRecord[]
  /** Writes found after a restart that were never acknowledged. */
  readonly keptUnacknowledged: readonly string[]
  /** Logs continued under another id, since the folder was not the one last written. */
  readonly logsBegun: number
  readonly sessions: readonly SyncSessionRecord[]
  readonly refusals: readonly RefusalRecord[]
  readonly hosts: readonly HostRecord[]
  readonly waits: readonly WaitRecord[]
  readonly waitBoundMs: number | null
  /** Whether all events had reached every copy within the time for healing. */
  readonly healed: boolean
  readonly plannedItems: number
  readonly actions: readonly ActionItem[]
  readonly skippedItems: readonly string[]
  /** Items of people whose machine was off, as planned. */
  readonly missedItems: readonly string[]
  readonly faults: readonly {
    readonly id: string
    readonly happened: boolean
    readonly insideTransfer: boolean
    readonly insideWrite: boolean
  }[]
  /** What faults left behind after everything should have healed, a sentence each. */
  readonly leftBehind: readonly string[]
  readonly expectedConflictsMin: number
  readonly failover: FailoverRecord | null
  /** The firm's facts and the gateways' decisions. Null if access is unrestricted. */
  readonly access: AccessRecording | null
}
