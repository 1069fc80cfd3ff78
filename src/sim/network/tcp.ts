/** Payload of a full segment (docs/fidelity.md §5.2). */
export const segmentBytes = 1448

/** A full segment with its headers and frame, so 96.4 % of a lane carries payload (docs/fidelity.md §5.3). */
export const segmentOnWireBytes = 1502

/** Segments sent before the first acknowledgement (docs/fidelity.md §2.5, RFC 6928). */
export const initialWindowSegments = 10

/** The same in bytes. A message up to this size leaves in one burst and never waits for the other side. */
export const initialWindowBytes = 14_600

/** Payload bytes that a lane carries per microsecond, without headers. */
export const payloadBytesPerUs = (bytesPerSecond: number): number =>
  (bytesPerSecond * segmentBytes) / segmentOnWireBytes / 1_000_000

interface YoungFlow {
  readonly sizeBytes: number
  readonly roundTripUs: number
  /** Payload rate of the narrowest lane without other flows. */
  readonly bytesPerUs: number
}

/**
 * Returns the microseconds that slow start adds to a new flow. A window below the bandwidth-delay product cannot fill
 * the lane, and doubles in whole segments each round (docs/fidelity.md §5.3, §8 row 22).
 *
 * This charges the idle time once, and max-min sharing charges the bytes. A flow alone on its path so ends as the
 * formula says, to the microsecond. A busy path never exceeds its capacity.
 */
export const slowStartIdleUs = ({ sizeBytes, roundTripUs, bytesPerUs }: YoungFlow): number => {
  const segmentUs = segmentBytes / bytesPerUs
  const segments = Math.ceil(sizeBytes / segmentBytes)
  let windowSegments = initialWindowSegments
  let sentSegments = 0
  let idleUs = 0
  while (sentSegments + windowSegments < segments && windowSegments * segmentUs < roundTripUs) {
    idleUs += roundTripUs + segmentUs - windowSegments * segmentUs
    sentSegments += windowSegments
    windowSegments *= 2
  }
  return Math.ceil(idleUs)
}
