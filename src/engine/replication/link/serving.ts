import { sleepMs } from '../../ports/index.ts'
import type { CopyPorts, SyncCopy } from '../../replica/index.ts'
import { ownFolderSession } from '../../storage/folder/index.ts'
import { OwnFolderExchange } from '../exchange/index.ts'
import { Compactor, Retainer } from '../maintenance/index.ts'

/** How often a copy that others visit looks into its own folder, and at the latest puts its own work there. */
export const servingCheckMs = 1000

/**
 * Runs on the machine whose folder others visit: takes on what they leave there, and puts one's own work where they
 * find it.
 */
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

  /** Resolves when all that is here lies where visitors find it. */
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
