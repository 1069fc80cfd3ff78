import type { ArbiterSession, ConnectAnswer, ShareClient } from '../../engine/ports/index.ts'
import { isFound } from '../names/index.ts'
import type { HostSession } from './session-table.ts'
import { free, type SharedFolder, type SimShareOptions, trips } from './shared-folder.ts'
import { SimShareSession } from './sim-share-session.ts'
import { WireCalls } from './wire-calls.ts'

export type { SharedFolder } from './shared-folder.ts'
export { lossNoticedUs } from './wire-calls.ts'

/**
 * A dead session holds its slot until the host's keep-alive gives up: 120 s and ten probes (docs/fidelity.md §1.2).
 */
export const deadSessionUs = 130_000_000

export const createSimShareClient = (options: SimShareOptions): ShareClient<ArbiterSession> => {
  let lost: HostSession | null = null
  const wire = new WireCalls(options)
  return {
    limits: { canEndSession: true, reportsRefusal: true },
    connect: async (address): Promise<ConnectAnswer<ArbiterSession>> => {
      const folder = options.folderAt(address)
      if (!folder) return { kind: 'unreachable', detail: `there is no share at ${address}` }
      const found = isFound(options, options.fromHost, folder.host)
      if (found !== true && !(await found))
        return { kind: 'unreachable', detail: `the address of ${folder.host} is not found` }
      const isReached = await wire.request({
        host: folder.host,
        tripCount: trips.connect - 1,
        sendBytes: 0,
        operation: () => true,
        serve: folder.serve,
        answerBytes: nothing,
        end: (answer) => answer !== null,
      })
      if (!isReached) return { kind: 'unreachable', detail: `${folder.host} does not answer` }
      // A returning client names its lost session, and the host ends that first (docs/fidelity.md §1.2).
      if (lost) free(options, folder, lost)
      lost = null
      const session = folder.table.accept(options.copy, options.kernel.scheduler.nowUs)
      if (!session) return refusedBy(options, folder)
      options.observer.connected(options.copy, folder.host)
      const onLost = (): void => {
        lost = session
        options.kernel.scheduler.after(deadSessionUs, () => free(options, folder, session))
      }
      return { kind: 'session', session: new SimShareSession({ options, folder, session, wire, onLost }) }
    },
  }
}

const refusedBy = (options: SimShareOptions, folder: SharedFolder): ConnectAnswer<ArbiterSession> => {
  options.observer.refused(options.copy, folder.host)
  const detail = `${folder.host} has as many connections as it can accept`
  return { kind: 'refused', code: 71, detail }
}

const nothing = (): number => 0
