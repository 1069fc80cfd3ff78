/** Simulated machines. */
export { SimDigest } from './sim-digest.ts'
export { Machine } from './machine.ts'
export { simClock, simRandom } from './sim-ports.ts'
export { simSignature } from './sim-signature.ts'
