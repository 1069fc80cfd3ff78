import type { Authorship } from '../authorship/index.ts'
import { must } from '../invariant.ts'
import type { CausalLogs, ReadBlock } from '../log/index.ts'
import { blockReader } from '../storage/folder/index.ts'
import {
  encodeSnapshot,
  keepSnapshot,
  type Snapshot,
  snapshotChecksum,
  type SnapshotParts,
  snapshotPath,
} from '../storage/snapshot/index.ts'
import type { CopyPorts } from './copy-ports.ts'
import type { Folding } from './folding.ts'
import type { LogWriter } from './log-writer.ts'
import type { OwnLog } from './own-log.ts'
import { isSnapshotDue, type SnapshotRules } from './snapshot-rules.ts'

export interface SnapshotsParts {
  readonly fileId: string
  readonly ports: CopyPorts
  readonly own: OwnLog
  readonly log: CausalLogs
  readonly folding: Folding
  readonly writer: LogWriter
  readonly authorship: Authorship | null
}

/**
 * Writes and restores snapshots. Believes only the one that this machine remembers, so nobody can
 * substitute another.
 */
export class Snapshots {
  readonly #parts: SnapshotsParts
  #heldEvents = 0
  #evictedEvents = 0

  constructor(parts: SnapshotsParts) {
    this.#parts = parts
  }

  /** Whether enough events came since the last snapshot. False if the log is broken, since its token is void. */
  isDue(at: 'work' | 'close', rules: SnapshotRules): boolean {
    const { own, log } = this.#parts
    // A rebuild is due, so the folded state is about to change.
    if (!own.goesOn || !log.isUpToDate || log.overrun().length > 0) return false
    return isSnapshotDue({ events: this.#events, heldEvents: this.#heldEvents }, at, rules)
  }

  /**
   * Call when `ranges` holds all events and the journal is empty. The new snapshot is durable and
   * remembered before an old one goes. If it throws DiskTrouble, the old one counts, or none.
   */
  write(): void {
    const { ports, own } = this.#parts
    const parts = this.#snapshot()
    const bytes = encodeSnapshot(parts, ports)
    const checksum = must(snapshotChecksum(bytes), 'a snapshot ends in a checksum')
    const path = snapshotPath(parts.events, checksum)
    ports.disk.writeWhole(path, bytes)
    own.rememberSnapshot(checksum)
    this.#heldEvents = parts.events
    keepSnapshot(ports.disk, path)
  }

  /**
   * Unloads events that lie in files, so that a long-running program stays small. Call when `ranges` holds all
   * events.
   */
  evictEvents({ everyEvents }: Pick<SnapshotRules, 'everyEvents'>): void {
    const { log, ports } = this.#parts
    if (this.#events - this.#evictedEvents < everyEvents) return
    this.#evictedEvents = this.#events
    log.histories.unload(blockReader(ports.disk, ports))
  }

  /** Continues from a snapshot. `read` loads earlier events. Throws DiskTrouble, CodecError. */
  restore({ events, log, file, writer, signatures }: Snapshot, read: ReadBlock): void {
    const parts = this.#parts
    this.#heldEvents = this.#evictedEvents = events
    parts.log.restore(log, read)
    parts.writer.restore(writer)
    parts.folding.restore(file)
    parts.authorship?.restore(signatures)
  }

  get #events(): number {
    return this.#parts.log.histories.eventsBeyond(() => 0)
  }

  #snapshot(): SnapshotParts {
    const { fileId, own, log, folding, writer, authorship } = this.#parts
    return {
      fileId,
      logId: own.identity.line,
      events: this.#events,
      file: folding.file.parts(),
      histories: log.histories,
      cuts: log.cuts(),
      writer: writer.parts(),
      signatures: authorship?.parts() ?? null,
    }
  }
}
