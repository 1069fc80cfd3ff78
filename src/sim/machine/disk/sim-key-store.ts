import type { LogId } from '../../../engine/identifier/index.ts'
import type { KeyStore } from '../../../engine/ports/index.ts'

export const simKeyStore = (keys = new Map<LogId, Uint8Array>()): KeyStore => ({
  read: (logId) => keys.get(logId)?.slice() ?? null,
  keep: (logId, privateKey) => void keys.set(logId, privateKey.slice()),
})
