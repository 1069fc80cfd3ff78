import { Exchanger, type ExchangeOutcome } from '../exchange/exchange.ts'
import { ownFolderSession } from '../folder/own-folder.ts'
import { DiskTrouble } from '../ports/disk.ts'
import type { CopyPorts } from './copy-ports.ts'
import { defaultSnapshotRules, type SnapshotRules } from './snapshot-rules.ts'
import type { SyncCopy } from './sync-copy.ts'

/**
 * A copy's dealings with its own folder: what visitors left there is applied, and what was done here is put where
 * visitors find it. It is an exchange like any other, with nothing in between.
 */
export class OwnFolder {
  readonly #copy: SyncCopy
  readonly #rules: SnapshotRules
  readonly #exchanger: Exchanger

  constructor(copy: SyncCopy, ports: CopyPorts, rules: SnapshotRules = defaultSnapshotRules) {
    this.#copy = copy
    this.#rules = rules
    this.#exchanger = new Exchanger(copy, ownFolderSession(ports.disk), ports, 'already')
  }

  /** Afterwards nothing lies in the journal alone. */
  async seal(): Promise<ExchangeOutcome> {
    return this.#sealed('work')
  }

  /** The same before the copy is closed: what was folded is written down for the next opening, where enough has come since. */
  async sealToClose(): Promise<ExchangeOutcome> {
    return this.#sealed('close')
  }

  async #sealed(at: 'work' | 'close'): Promise<ExchangeOutcome> {
    const outcome = await this.#exchanger.exchange()
    if (outcome.kind !== 'level') return outcome
    const { isJournalFull, snapshots } = this.#copy
    const isDue = (isJournalFull || at === 'close') && snapshots.isDue(at, this.#rules)
    // What was written meanwhile may lie in the old segment alone.
    if ((!isJournalFull && !isDue) || this.#exchanger.unsentEvents > 0) return outcome
    return this.#rotated(outcome, isDue)
  }

  #rotated(outcome: ExchangeOutcome, isDue: boolean): ExchangeOutcome {
    try {
      this.#copy.rotateJournal()
      // After it, so that nothing lies in the journal that the snapshot has as well.
      if (isDue) this.#copy.snapshots.write()
      return outcome
    } catch (trouble) {
      if (trouble instanceof DiskTrouble) return { kind: 'disk-trouble', trouble }
      throw trouble
    }
  }
}
