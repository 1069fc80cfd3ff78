import { Exchanger, type ExchangeOutcome } from '../exchange/exchange.ts'
import { ownFolderSession } from '../folder/own-folder.ts'
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
    const isSealed = outcome.kind === 'level' && (await this.#exchanger.unsent()) === 0
    if (isSealed && this.#copy.isJournalFull) this.#copy.rotateJournal()
    return outcome
  }
}
