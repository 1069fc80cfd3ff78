import { type KeptConnection, type WebClientParts, type WebOutcome, WebTrip } from './web-trip.ts'
import type { WebRequest } from './web.ts'

/** Servers close connections after 72 s without a request. A client is one second ahead of that. */
const keptUs = 71_000_000

export class WebClient {
  readonly #parts: WebClientParts
  readonly #idle: KeptConnection[] = []
  readonly #underWay = new Set<WebTrip>()

  constructor(parts: WebClientParts) {
    this.#parts = parts
  }

  /** `patienceUs` limits the wait for the answer, transfer time excluded. `end` is called once. */
  send(request: WebRequest, patienceUs: number, end: (outcome: WebOutcome) => void): void {
    const trip = new WebTrip(this.#parts, { request, patienceUs }, (outcome) => {
      this.#underWay.delete(trip)
      this.#keep(trip)
      end(outcome)
    })
    this.#underWay.add(trip)
    const kept = this.#takeKept()
    if (kept) trip.ask(kept)
    else trip.connect()
  }

  close(): void {
    for (const trip of [...this.#underWay]) trip.abort()
    for (const kept of this.#idle.splice(0)) hangUp(this.#parts, kept)
  }

  #keep({ kept, endsWith }: WebTrip): void {
    if (!kept) return
    kept.trip = null
    kept.idleSinceUs = this.#parts.kernel.scheduler.nowUs
    if (kept.isOpen && endsWith === 'kept') this.#idle.push(kept)
    else if (kept.isOpen) hangUp(this.#parts, kept)
  }

  #takeKept(): KeptConnection | null {
    const { nowUs } = this.#parts.kernel.scheduler
    for (let kept = this.#idle.pop(); kept; kept = this.#idle.pop()) {
      if (!kept.isOpen) continue
      if (nowUs - kept.idleSinceUs < keptUs) return kept
      hangUp(this.#parts, kept)
    }
    return null
  }
}

/** The other end learns of it after the latency. */
const hangUp = ({ network, from, endpoint }: WebClientParts, kept: KeptConnection): void => {
  kept.isOpen = false
  const onEnd = (): void => kept.server.close()
  network.send({ from, to: endpoint.host, sizeBytes: 0, onEnd })
}
