/** Payload of one full segment (docs/fidelity.md §5.2: 1448-byte MSS). */
export const segmentBytes = 1448

/** The same segment with its headers and frame (docs/fidelity.md §5.3): 96.4 % of a line carries payload. */
export const segmentOnWireBytes = 1502

/**
 * What a sender may put on the wire before the first acknowledgement: ten segments (docs/fidelity.md §2.5, RFC
 * 6928).
 */
export const initialWindowSegments = 10

/**
 * The same in bytes, for messages: at most this much goes out in one burst and never waits for the other
 * side.
 */
export const initialWindowBytes = 14_600

/** Payload bytes that a line moves in one microsecond, headers taken off. */
export const payloadBytesPerUs = (bytesPerSecond: number): number =>
  (bytesPerSecond * segmentBytes) / segmentOnWireBytes / 1_000_000

interface YoungFlow {
  readonly sizeBytes: number
  readonly roundTripUs: number
  /** Payload rate of the narrowest lane, nobody else on it. */
  readonly bytesPerUs: number
}

/**
 * Microseconds in which a young flow's line stands idle because its window is still smaller than the
 * bandwidth-delay product (docs/fidelity.md §5.3, gamma = 2; row 22). The window doubles in whole segments each
 * round.
 *
 * ns-3 charges a round as `roundTrip + segment` and takes its window off what remains. We charge only the
 * part of the round in which nothing was sent and leave all bytes to the sharing: alone on a path the end is
 * the same to the microsecond, and on a busy one no byte slips past the capacity.
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
