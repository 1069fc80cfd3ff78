import { sleepMs } from '../../ports/index.ts'
import type { CopyPorts, SyncCopy } from '../../replica/index.ts'
import { ownFolderSession } from '../../storage/folder/index.ts'
import { OwnFolderExchange } from '../exchange/index.ts'
import { Compactor, Retainer } from '../maintenance/index.ts'

/** Polling interval of the own folder, and longest delay before local work is published there. */
export const servingCheckMs = 1000

/** Runs where others visit the folder: ingests visitors' events and publishes local ones. */
export class Serving {
  readonly #copy: SyncCopy
  readonly #ports: CopyPorts
  readonly #folder: OwnFolderExchange
  readonly #compactor: Compactor
  readonly #retainer: Retainer
  #isOpen = true
  #running: Promise<void> = Promise.resolve()

  constructor(copy: SyncCopy, ports: CopyPorts) {
    this.#copy = copy
    this.#ports = ports
    this.#folder = new OwnFolderExchange(copy, ports)
    this.#compactor = new Compactor(ports)
    this.#retainer = new Retainer(copy, ports)
  }

  open(): void {
    this.#running = this.#run()
  }

  async close(): Promise<void> {
    this.#isOpen = false
    await this.#running
    this.#copy.authorship?.sign()
    await this.#folder.flush()
  }

  async #run(): Promise<void> {
    while (this.#isOpen) {
      await this.#folder.flush()
      this.#copy.checkOutDocuments()
      await this.#compactor.runIfDue(ownFolderSession(this.#ports.disk))
      await this.#retainer.runIfDue(null)
      if (this.#isOpen) await sleepMs(this.#ports.clock, servingCheckMs)
    }
  }
}
