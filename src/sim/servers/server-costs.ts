/**
 * Processor time of requests, in microseconds of one processor, rounded up. Measured by `bench/server-costs.ts`, from
 * a server's process time under HTTPS requests on one machine.
 */
export const serverCosts = {
  handshakeUs: 1500,
  /** Reading, deciding and answering a request of any size. */
  requestUs: 200,
  /** Per kB: decrypting, hashing and writing. An answer costs the same for reading and encrypting. */
  perKilobyteUs: 10,
  checkUs: 100,
} as const

export const carryingUs = (sizeBytes: number): number =>
  Math.ceil((sizeBytes / 1000) * serverCosts.perKilobyteUs)
