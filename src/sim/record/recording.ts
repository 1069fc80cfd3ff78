import type { AccessRecording } from './access-recording.ts'

/**
 * What a run's driver wrote down: what each screen showed when somebody acted, and what each copy was told. The
 * checks judge from this alone; nothing here comes from the engine's own idea of what was seen.
 */
export interface WriteRecord {
  /** The plan item or the policy's deed; also the note that travels with the value. */
  readonly id: string
  /** The register's address. */
  readonly register: string
  /** Equal exactly where the values are. */
  readonly value: string
  readonly copy: string
  readonly author: string
  /** Ids of the writes whose value the screen showed, or which the person listed and settled. */
  readonly observed: readonly string[]
  readonly resolves: boolean
  readonly acknowledgedUs: number
}

/** One register of one copy as a reader of that copy finds it: the ids of the writes standing there. */
export interface RegisterRecord {
  readonly register: string
  readonly siblings: readonly string[]
  readonly inConflict: boolean
}

/** A copy at one moment: which writes had been applied there, and what a reader found. */
export interface CopySample {
  readonly copy: string
  readonly atUs: number
  readonly applied: ReadonlySet<string>
  /** What lies in rescue there: kept, listed and applied by nobody. Left out where nobody was abandoned. */
  readonly rescued?: ReadonlySet<string>
  readonly registers: readonly RegisterRecord[]
}

export interface SyncSessionRecord {
  readonly copy: string
  readonly host: string
  readonly fromUs: number
  /** null while it is open. */
  readonly toUs: number | null
}

export interface RefusalRecord {
  readonly copy: string
  readonly host: string
  readonly atUs: number
  /** Whether the copy's status said so, with the reason, before it did anything else. */
  readonly wasReported: boolean
}

export interface HostRecord {
  readonly host: string
  readonly limit: number | null
  readonly maxSessions: number
  /** The longest that a session may be held here, where turns are taken; null where nobody has to let go. */
  readonly sessionTimeMaxMs: number | null
}

export interface WaitRecord {
  readonly copy: string
  readonly waitedMs: number
  readonly isOver: boolean
}

/** A time in which a copy had no answer from a balancer. */
export interface GapRecord {
  readonly copy: string
  readonly through: string
  readonly fromUs: number
  /** null where it never had one again, as long as somebody looked. */
  readonly toUs: number | null
  readonly seenUntilUs: number
}

/** What befell the servers behind balancers, or a balancer itself. */
export interface OutageRecord {
  readonly fromUs: number
  readonly toUs: number | null
  readonly isBalancer: boolean
  /** Whether it came while a document was being brought. */
  readonly isInsideTransfer: boolean
}

export interface FailoverRecord {
  readonly gaps: readonly GapRecord[]
  readonly outages: readonly OutageRecord[]
  /** The longest that a balancer takes to find a server gone. */
  readonly detectionMs: number
  /** The longest that a copy takes to try again and be answered. */
  readonly retryMs: number
}

/** What a copy's screen and status said at one moment. */
export interface ObservationRecord {
  readonly copy: string
  /** Counts the copy's folders: another one begins where a disk was lost, or put back to what it was. */
  readonly incarnation: number
  readonly atUs: number
  readonly applied: ReadonlySet<string>
  /** By line, the last event that is here. */
  readonly received: Readonly<Record<string, number>>
  /** By line, up to where it had told the copy above that all of it is here. */
  readonly acknowledged: Readonly<Record<string, number>>
}

/** What lies in a copy's folder at the end, and what it was made of. */
export interface StorageRecord {
  readonly copy: string
  /** Bytes by part of the folder, and how many files of blocks there are. */
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
    /** Values that stand in registers. */
    readonly values: number
    readonly documents: number
    /** Of all documents, as they were imported and saved. */
    readonly versions: number
    readonly versionBytes: number
  }
}

/** A folder that is gone, with what was written there in between: by a lost disk, or by an older state put in its place. */
export interface LossRecord {
  readonly copy: string
  readonly fromUs: number
  readonly atUs: number
}

/** A copy that was given up, and what became of it. */
export interface AbandonmentRecord {
  readonly copy: string
  readonly atUs: number
  /** When its own program said that it is abandoned; null where it never learned of it. */
  readonly knownUs: number | null
  /** When its last session ended in which it could be given anything; null where it never came back. */
  readonly lastSessionUs: number | null
  /** Writes that lie in rescue at the end, on every copy alike. */
  readonly rescued: readonly string[]
  /** Those of them that somebody took over. */
  readonly takenOver: readonly string[]
  /** What it applied that was acknowledged elsewhere after it knew. */
  readonly appliedLater: readonly string[]
}

/** Until when all that was written in a copy was said, at some moment of the day, to lie in the copy it is linked to. */
export interface SentReport {
  readonly copy: string
  readonly untilUs: number
}

export interface Recording {
  /** The copies of each client file. */
  readonly files: readonly (readonly string[])[]
  readonly writes: readonly WriteRecord[]
  /** During the day, some of the copies; their order is that of time. */
  readonly samples: readonly CopySample[]
  /** At the end, after healing, every copy that lives. */
  readonly finals: readonly CopySample[]
  /** The canonical state of each copy and parent at the end, by name. */
  readonly states: readonly { readonly copy: string; readonly state: string }[]
  readonly observations: readonly ObservationRecord[]
  readonly storage: readonly StorageRecord[]
  readonly losses: readonly LossRecord[]
  /** The furthest for each folder of each copy. */
  readonly sentReports: readonly SentReport[]
  readonly abandonments: readonly AbandonmentRecord[]
  /** Writes found after a restart, whose author had not been told that they are kept. */
  readonly keptUnacknowledged: readonly string[]
  /** Lines that went on as others, since their folder was not the one that was left. */
  readonly logsBegun: number
  readonly sessions: readonly SyncSessionRecord[]
  readonly refusals: readonly RefusalRecord[]
  readonly hosts: readonly HostRecord[]
  readonly waits: readonly WaitRecord[]
  readonly waitBoundMs: number | null
  /** Whether everything had been carried everywhere before the time for healing was over. */
  readonly healed: boolean
  readonly plannedItems: number
  readonly skippedItems: readonly string[]
  /** Items of people whose machine did not run, as the plan has it. */
  readonly missedItems: readonly string[]
  readonly faults: readonly {
    readonly id: string
    readonly happened: boolean
    readonly insideTransfer: boolean
    readonly insideWrite: boolean
  }[]
  readonly expectedConflictsMin: number
  /** null where nobody goes through a balancer. */
  readonly failover: FailoverRecord | null
  /** The firm's facts, and whom doors let in; null where everybody may do everything. */
  readonly access: AccessRecording | null
}
