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
 * Writes down what the copy has folded, and goes on with it when it is opened. The snapshot that this machine remembers is
 * the only one that is believed: nobody who can write to the folder, and no backup of it, can put another in its place.
 */
export class Snapshots {
  readonly #parts: SnapshotsParts
  #heldEvents = 0
  #evictedEvents = 0

  constructor(parts: SnapshotsParts) {
    this.#parts = parts
  }

  /** Whether enough has come since the last time. False where the line cannot go on here: nothing is remembered of it then. */
  isDue(at: 'work' | 'close', rules: SnapshotRules): boolean {
    const { own, log } = this.#parts
    // What is about to be taken back must not be written down.
    if (!own.goesOn || !log.isUpToDate || log.overrun().length > 0) return false
    return isSnapshotDue({ events: this.#events, heldEvents: this.#heldEvents }, at, rules)
  }

  /**
   * Writes a snapshot: to be called when all that is here lies in `ranges`, and the journal holds nothing else. The new one
   * is whole and remembered before an old one goes. Throws DiskTrouble, and then the old one counts, or none.
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
   * Lets go of what lies in files, where much has come since the last time: a program that runs for long would hold all that ever
   * came in. To be called when all that is here lies in `ranges`.
   */
  evictEvents({ everyEvents }: Pick<SnapshotRules, 'everyEvents'>): void {
    const { log, ports } = this.#parts
    if (this.#events - this.#evictedEvents < everyEvents) return
    this.#evictedEvents = this.#events
    log.histories.unload(blockReader(ports.disk, ports))
  }

  /** Goes on with what was written down; `read` gives the events below it. Throws DiskTrouble, CodecError. */
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
