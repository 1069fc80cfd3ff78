import { Exchanger, type ExchangeOutcome } from '../exchange/exchange.ts'
import { ownFolderSession } from '../folder/own-folder.ts'
import { DiskTrouble } from '../ports/disk.ts'
import type { CopyPorts } from './copy-ports.ts'
import type { SyncCopy } from './sync-copy.ts'

/**
 * A copy's dealings with its own folder: what visitors left there is applied, and what was done here is put where
 * visitors find it. It is an exchange like any other, with nothing in between.
 */
export class OwnFolder {
  readonly #copy: SyncCopy
  readonly #exchanger: Exchanger

  constructor(copy: SyncCopy, ports: CopyPorts) {
    this.#copy = copy
    this.#exchanger = new Exchanger(copy, ownFolderSession(ports.disk), ports, 'already')
  }

  /** Afterwards nothing lies in the journal alone. */
  async seal(): Promise<ExchangeOutcome> {
    const outcome = await this.#exchanger.exchange()
    if (outcome.kind !== 'level' || !this.#copy.isJournalFull) return outcome
    const { revision } = this.#copy
    const isSealed = this.#exchanger.unsentEvents === 0
    // What was written meanwhile may lie in the old segment alone.
    return isSealed && this.#copy.revision === revision ? this.#rotate(outcome) : outcome
  }

  #rotate(outcome: ExchangeOutcome): ExchangeOutcome {
    try {
      this.#copy.rotateJournal()
      return outcome
    } catch (trouble) {
      if (trouble instanceof DiskTrouble) return { kind: 'disk-trouble', trouble }
      throw trouble
    }
  }
}
