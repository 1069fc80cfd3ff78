/**
 * What a request costs a server's processors, in microseconds of one of them: measured by `bench/server-costs.ts`, which asks a server over
 * HTTPS on one machine and reads the processor time of its process. Rounded up, since a simulated processor is nobody's in particular.
 */
export const serverCosts = {
  /** A TLS handshake with a certificate of elliptic curves. */
  handshakeUs: 1500,
  /** Reading a request, deciding, and answering it, whatever is in it. */
  requestUs: 200,
  /** Decrypting, hashing and writing what it carries, each kB; an answer is charged the same for reading and encrypting. */
  perKilobyteUs: 10,
  /** A balancer's question whether anybody is there. */
  checkUs: 100,
} as const

export const carryingUs = (sizeBytes: number): number =>
  Math.ceil((sizeBytes / 1000) * serverCosts.perKilobyteUs)
