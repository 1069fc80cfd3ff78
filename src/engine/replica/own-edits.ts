import type { Op } from '../event/index.ts'
import type { Dot } from '../identifier/index.ts'
import { DiskTrouble } from '../ports/index.ts'
import type { LogWriter, UserAction } from './log-writer.ts'
import type { Revision } from './revision.ts'

export class OwnEdits {
  readonly #logWriter: LogWriter
  readonly #revision: Revision
  #durable: () => void = () => {}

  constructor(logWriter: LogWriter, revision: Revision) {
    this.#logWriter = logWriter
    this.#revision = revision
  }

  onDurable(listener: () => void): void {
    this.#durable = listener
  }

  async write(ops: readonly Op[], action: UserAction): Promise<Dot | DiskTrouble> {
    const writing = this.#logWriter.write(ops, action)
    this.#revision.advance()
    const dot = await writing
    if (!(dot instanceof DiskTrouble)) this.#durable()
    return dot
  }
}
