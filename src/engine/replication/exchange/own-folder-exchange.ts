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

/**
 * A copy's dealings with its own folder: what visitors left there is applied, and what was done here is put where
 * visitors find it. It is an exchange like any other, with nothing in between.
 */
export class OwnFolderExchange {
  readonly #copy: SyncCopy
  readonly #rules: SnapshotRules
  readonly #exchanger: FolderExchanger

  constructor(copy: SyncCopy, ports: CopyPorts, rules: SnapshotRules = defaultSnapshotRules) {
    this.#copy = copy
    this.#rules = rules
    this.#exchanger = new FolderExchanger(copy, ownFolderSession(ports.disk), ports, 'already')
  }

  /** Afterwards nothing lies in the journal alone. */
  async flush(): Promise<ExchangeOutcome> {
    return this.#flushed('work')
  }

  /** The same before the copy is closed: what was folded is written down for the next opening, where enough has come since. */
  async flushToClose(): Promise<ExchangeOutcome> {
    return this.#flushed('close')
  }

  async #flushed(at: 'work' | 'close'): Promise<ExchangeOutcome> {
    const outcome = await this.#exchanger.exchange()
    if (outcome.kind !== 'level') return outcome
    const { isWalFull: isJournalFull, snapshots } = this.#copy
    const isDue = (isJournalFull || at === 'close') && snapshots.isDue(at, this.#rules)
    // What was written meanwhile may lie in the old segment alone.
    if ((!isJournalFull && !isDue) || this.#exchanger.unsentEvents > 0) return outcome
    const trouble = orDiskTrouble(() => this.#copy.rotateWal())
    if (trouble instanceof DiskTrouble) return { kind: 'disk-trouble', trouble }
    // After it, so that nothing lies in the journal that the snapshot has as well. Where it cannot be written, the next
    // opening takes longer, and a disk that goes on refusing says so at the next edit.
    if (isDue) orDiskTrouble(() => this.#copy.snapshots.write())
    if (at === 'work') this.#copy.snapshots.evictEvents(this.#rules)
    return outcome
  }
}
