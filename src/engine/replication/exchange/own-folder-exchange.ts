import { DiskTrouble, orDiskTrouble } from '../../ports/index.ts'
import {
  type CopyPorts,
  defaultSnapshotRules,
  type SnapshotRules,
  type SyncCopy,
} from '../../replica/index.ts'
import { ownFolderSession } from '../../storage/folder/index.ts'
import type { ExchangeOutcome } from './exchanger.ts'
import { FolderExchanger } from './folder-exchanger.ts'

/** Exchanges a copy with its own folder: applies visitors' events, and publishes local ones for visitors. */
export class OwnFolderExchange {
  readonly #copy: SyncCopy
  readonly #rules: SnapshotRules
  readonly #exchanger: FolderExchanger

  constructor(copy: SyncCopy, ports: CopyPorts, rules: SnapshotRules = defaultSnapshotRules) {
    this.#copy = copy
    this.#rules = rules
    this.#exchanger = new FolderExchanger(copy, ownFolderSession(ports.disk), ports, 'already')
  }

  /** Publishes every event that lies only in the write-ahead log. */
  async flush(): Promise<ExchangeOutcome> {
    return this.#flushed('work')
  }

  /** Also writes a snapshot for the next opening, if enough has changed. */
  async flushToClose(): Promise<ExchangeOutcome> {
    return this.#flushed('close')
  }

  async #flushed(at: 'work' | 'close'): Promise<ExchangeOutcome> {
    const outcome = await this.#exchanger.exchange()
    if (outcome.kind !== 'level') return outcome
    const { isWalFull, snapshots } = this.#copy
    const isDue = (isWalFull || at === 'close') && snapshots.isDue(at, this.#rules)
    // Events written meanwhile may lie only in the old segment.
    if ((!isWalFull && !isDue) || this.#exchanger.unsentEvents > 0) return outcome
    const trouble = orDiskTrouble(() => this.#copy.rotateWal())
    if (trouble instanceof DiskTrouble) return { kind: 'disk-trouble', trouble }
    // After the rotation, so that no event is in both write-ahead log and snapshot. A failure only slows
    // the next opening, and a bad disk reports itself at the next edit.
    if (isDue) orDiskTrouble(() => this.#copy.snapshots.write())
    if (at === 'work') this.#copy.snapshots.evictEvents(this.#rules)
    return outcome
  }
}
