import type { Topology } from '../../plan/topology.ts'
import type { Scheduler, Cancel } from '../kernel/index.ts'
import { createFluid, type Fluid } from './fluid.ts'
import type { Part } from './joint.ts'
import { initialWindowBytes, slowStartIdleUs } from './tcp.ts'
import { createWiring, type Path, type Wiring } from './wiring.ts'

/**
 * Bytes over an open connection. The caller pays for handshakes, one `roundTripUs` each, in `afterUs`
 * (docs/fidelity.md §2.5).
 */
export interface Message {
  readonly from: string
  readonly to: string
  readonly sizeBytes: number
  /** Time of empty round trips before the bytes leave. They are lost with the path, like the bytes. */
  readonly afterUs?: number
  readonly onEnd: (outcome: 'delivered' | 'lost') => void
}

/**
 * Connects the hosts (docs/fidelity.md §5.3). A message within the initial window (14,600 bytes) costs the one-way
 * latency plus its bytes at the narrowest lane's speed. Such messages never queue. A longer one is a flow: slow
 * start, then its max-min fair share, then the latency.
 *
 * A part is a router, a VPN or a host. A host that is down takes its cables and VPNs with it.
 */
export interface Network {
  /** Sends bytes to a host. The scheduler calls `onEnd` once, with the outcome. */
  send(message: Message): Cancel
  /** Round-trip time of an empty message. Returns null if no path is up. */
  roundTripUs(from: string, to: string): number | null
  /**
   * Takes a part down or up. Everything in transit over it is lost now; the caller decides how soon an end notices.
   */
  setUp(part: string, up: boolean): void
  /** Whether this part is up, even if the parts beyond it are not. */
  isUp(part: string): boolean
  /** Called inside `setUp`, in order of subscription, before any sender learns of a loss. */
  onChange(listener: (part: string, up: boolean) => void): Cancel
  /** Payload bytes sent to other hosts, including lost and cancelled ones. Retransmission is not modelled. */
  readonly bytesSent: number
  /** Whether a transfer is crossing this part now. Faults use it to drop a VPN inside a transfer. */
  isCarrying(part: string): boolean
}

export const createNetwork = (topology: Topology, scheduler: Scheduler): Network =>
  new WiredNetwork(createWiring(topology), scheduler)

interface Transfer {
  readonly path: Path
  readonly message: Message
  stop: Cancel
}

class WiredNetwork implements Network {
  bytesSent = 0
  readonly #wiring: Wiring
  readonly #scheduler: Scheduler
  readonly #fluid: Fluid
  readonly #underWay = new Set<Transfer>()
  readonly #listeners = new Map<symbol, (part: string, up: boolean) => void>()

  constructor(wiring: Wiring, scheduler: Scheduler) {
    this.#wiring = wiring
    this.#scheduler = scheduler
    this.#fluid = createFluid(scheduler)
  }

  send(message: Message): Cancel {
    const { from, to, sizeBytes, afterUs = 0 } = message
    if (!(sizeBytes >= 0)) throw new RangeError(`Cannot send ${sizeBytes} bytes from "${from}" to "${to}"`)
    const path = this.#openPath(from, to)
    if (from !== to) this.bytesSent += sizeBytes
    if (path === null) return this.#scheduler.after(0, () => message.onEnd('lost'))
    const transfer: Transfer = { path, message, stop: doNothing }
    this.#underWay.add(transfer)
    if (sizeBytes <= initialWindowBytes || path.lanes.length === 0) {
      this.#deliverAfter(afterUs + path.latencyUs + Math.ceil(sizeBytes / path.bytesPerUs), transfer)
    } else this.#startFlow(transfer)
    return () => {
      this.#underWay.delete(transfer)
      transfer.stop()
    }
  }

  roundTripUs(from: string, to: string): number | null {
    const path = this.#openPath(from, to)
    return path === null ? null : 2 * path.latencyUs
  }

  setUp(part: string, up: boolean): void {
    const changed = this.#wiring.part(part)
    if (changed.up === up) return
    changed.up = up
    if (!up) this.#loseAllOver(changed)
    for (const listener of [...this.#listeners.values()]) listener(part, up)
  }

  isUp(part: string): boolean {
    return this.#wiring.part(part).up
  }

  onChange(listener: (part: string, up: boolean) => void): Cancel {
    const key = Symbol('listener')
    this.#listeners.set(key, listener)
    return () => void this.#listeners.delete(key)
  }

  isCarrying(part: string): boolean {
    const wanted = this.#wiring.part(part)
    for (const transfer of this.#underWay) if (transfer.path.parts.includes(wanted)) return true
    return false
  }

  #openPath(from: string, to: string): Path | null {
    for (const path of this.#wiring.paths(from, to)) if (isOpen(path)) return path
    return null
  }

  #startFlow(transfer: Transfer): void {
    const { path, message } = transfer
    const { sizeBytes, afterUs = 0 } = message
    const roundTripUs = 2 * path.latencyUs
    const idleUs = slowStartIdleUs({ sizeBytes, roundTripUs, bytesPerUs: path.bytesPerUs })
    transfer.stop = this.#scheduler.after(afterUs + idleUs, () => {
      transfer.stop = this.#fluid.join(path.lanes, sizeBytes, () =>
        this.#deliverAfter(path.latencyUs, transfer),
      )
    })
  }

  #deliverAfter(delayUs: number, transfer: Transfer): void {
    transfer.stop = this.#scheduler.after(delayUs, () => {
      this.#underWay.delete(transfer)
      transfer.message.onEnd('delivered')
    })
  }

  #loseAllOver(part: Part): void {
    for (const transfer of this.#underWay) {
      if (!transfer.path.parts.includes(part)) continue
      this.#underWay.delete(transfer)
      transfer.stop()
      transfer.stop = this.#scheduler.after(0, () => transfer.message.onEnd('lost'))
    }
  }
}

const isOpen = (path: Path): boolean => {
  for (const part of path.parts) if (!part.up) return false
  return true
}

const doNothing: Cancel = () => undefined
