/** Simulated machines. */
export { SimDigest } from './digest.ts'
export { Machine } from './machine.ts'
export { simClock, simRandom } from './ports.ts'
export { simSignature } from './signature.ts'
