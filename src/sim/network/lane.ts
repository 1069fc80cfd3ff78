import { payloadBytesPerUs } from './tcp.ts'

/** Capacity that flows share: one direction of a cable or VPN, or the inside of a router for both directions. */
export interface Lane {
  readonly bytesPerUs: number
  /** Flows on this lane, in order of arrival. */
  readonly flows: Set<Flow>
}

/** Bytes in transit as a fluid. The rate holds until a flow that shares a lane, even indirectly, starts or ends. */
export interface Flow {
  readonly lanes: readonly Lane[]
  readonly onSent: () => void
  bytesLeft: number
  bytesPerUs: number
  updatedUs: number
  endUs: number
}

export const createLane = (bytesPerSecond: number): Lane => ({
  bytesPerUs: payloadBytesPerUs(bytesPerSecond),
  flows: new Set(),
})
