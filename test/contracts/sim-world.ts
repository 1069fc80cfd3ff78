import type { ArbiterSession, ConnectAnswer, ShareClient } from '../../src/engine/ports/share-client.ts'
import { secondUs, SharedOffice } from '../sim/machine/disk/shared-office.ts'

/** A share client of a simulated office whose promises settle by themselves, as those of a real one do. */
export const simShareClient = (limit: number | null): ShareClient<ArbiterSession> => {
  const office = new SharedOffice(limit)
  const client = office.client('ann')
  const life = new Life(office)
  return {
    limits: client.limits,
    connect: async (address): Promise<ConnectAnswer<ArbiterSession>> => {
      const answer = await life.lives(() => client.connect(address))
      return answer.kind === 'session' ? { ...answer, session: livingSession(answer.session, life) } : answer
    },
  }
}

/** Lets virtual time pass for as long as a call is open, however many there are at once. */
class Life {
  readonly #office: SharedOffice
  #open = 0
  #isRunning = false

  constructor(office: SharedOffice) {
    this.#office = office
  }

  lives<T>(call: () => Promise<T>): Promise<T> {
    const { kernel } = this.#office
    this.#open += 1
    const done = new Promise<T>((resolve, reject) => {
      kernel.agenda.after(0, () => {
        kernel.wake()
        call().then(resolve, reject)
      })
    })
    void this.#run()
    return done.finally(() => (this.#open -= 1))
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return
    this.#isRunning = true
    const { kernel, calls } = this.#office
    while (this.#open > 0) {
      await kernel.run(kernel.agenda.nowUs + 3600 * secondUs, () => this.#open === 0)
      if (this.#open > 0 && kernel.agenda.pending === 0)
        throw new Error(`it never ended; open calls: ${calls.open().join(', ')}`)
    }
    this.#isRunning = false
  }
}

const livingSession = (session: ArbiterSession, life: Life): ArbiterSession => ({
  read: (path) => life.lives(() => session.read(path)),
  readPart: (path, offset, length) => life.lives(() => session.readPart(path, offset, length)),
  sizeBytes: (path) => life.lives(() => session.sizeBytes(path)),
  list: (path) => life.lives(() => session.list(path)),
  writeWhole: (path, bytes) => life.lives(() => session.writeWhole(path, bytes)),
  writePart: (path, offset, bytes) => life.lives(() => session.writePart(path, offset, bytes)),
  rename: (from, to) => life.lives(() => session.rename(from, to)),
  createExclusive: (path, bytes) => life.lives(() => session.createExclusive(path, bytes)),
  modifiedMs: (path) => life.lives(() => session.modifiedMs(path)),
  remove: (path) => life.lives(() => session.remove(path)),
  disconnect: () => life.lives(() => session.disconnect()),
})
