import type { LineId } from '../../../engine/identifier/index.ts'
import type { KeyStore } from '../../../engine/ports/index.ts'

/** The private keys of one simulated machine. */
export const simKeyStore = (keys = new Map<LineId, Uint8Array>()): KeyStore => ({
  read: (line) => keys.get(line)?.slice() ?? null,
  keep: (line, privateKey) => void keys.set(line, privateKey.slice()),
})
