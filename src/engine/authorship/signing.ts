import type { KeyStore, Signature } from '../ports/index.ts'

/** What a copy needs to sign its own line and to verify those of others. */
export interface Signing {
  readonly scheme: Signature
  readonly keys: KeyStore
}

/** An unsigned event is signed within this time, unless nobody is there to show it to. */
export const signEveryMs = 1000
