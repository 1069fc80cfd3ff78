import type { KeyStore, Signature } from '../ports/index.ts'

export interface Signing {
  readonly scheme: Signature
  readonly keys: KeyStore
}

/** Signs every event within this time, unless no other copy is connected to see it. */
export const signEveryMs = 1000
