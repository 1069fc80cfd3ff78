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
  readonly shown: readonly string[]
  readonly resolves: boolean
  readonly acknowledgedUs: number
}

/** One register of one copy as a reader of that copy finds it: the ids of the writes standing there. */
export interface RegisterRecord {
  readonly register: string
  readonly standing: readonly string[]
  readonly inConflict: boolean
}

/** A copy at one moment: which writes had been applied there, and what a reader found. */
export interface CopySample {
  readonly copy: string
  readonly atUs: number
  readonly applied: ReadonlySet<string>
  readonly registers: readonly RegisterRecord[]
}

export interface SessionRecord {
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
  readonly wasTold: boolean
}

export interface HostRecord {
  readonly host: string
  readonly limit: number | null
  readonly maxSessions: number
  /** The longest that a session may be held here, where turns are taken; null where nobody has to let go. */
  readonly holdMaxMs: number | null
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
  readonly sessions: readonly SessionRecord[]
  readonly refusals: readonly RefusalRecord[]
  readonly hosts: readonly HostRecord[]
  readonly waits: readonly WaitRecord[]
  readonly waitBoundMs: number | null
  /** Whether everything had been carried everywhere before the time for healing was over. */
  readonly healed: boolean
  readonly plannedItems: number
  readonly skippedItems: readonly string[]
  readonly faults: readonly {
    readonly id: string
    readonly happened: boolean
    readonly insideTransfer: boolean
  }[]
  readonly expectedConflictsMin: number
  /** null where nobody goes through a balancer. */
  readonly failover: FailoverRecord | null
  /** The firm's facts, and whom doors let in; null where everybody may do everything. */
  readonly access: AccessRecording | null
}
