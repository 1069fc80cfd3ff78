import { payloadBytesPerUs } from './tcp.ts'

/**
 * What flows share: one direction of a cable or of a VPN, or the inside of a router, which both directions
 * share.
 */
export interface Lane {
  /** Payload bytes a microsecond. */
  readonly bytesPerUs: number
  /** Flows now on this lane, in the order in which they came. */
  readonly flows: Set<Flow>
}

/**
 * Bytes on their way as a fluid: the rate holds until a flow that shares a lane, however indirectly, comes or
 * goes.
 */
export interface Flow {
  readonly lanes: readonly Lane[]
  readonly onSent: () => void
  bytesLeft: number
  bytesPerUs: number
  /** When `bytesLeft` was true. */
  updatedUs: number
  /** When the last byte leaves if nothing changes. */
  endUs: number
}

export const createLane = (bytesPerSecond: number): Lane => ({
  bytesPerUs: payloadBytesPerUs(bytesPerSecond),
  flows: new Set(),
})
