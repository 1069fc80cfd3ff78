import { HashChain, createEventReader, type EventReader, type ReadEvent } from '../../engine/event/index.ts'
import type { Digest } from '../../engine/ports/index.ts'

interface Remembered extends ReadEvent {
  readonly bytes: Uint8Array
}

/**
 * All copies of a world receive the same events, so each is decoded and kept once. The key is the previous event's
 * hash. All bytes are compared, since a damaged log may continue in two ways.
 */
export const createSharedEvents = (digest: Digest): EventReader => {
  const reader = createEventReader(new HashChain(digest))
  const byPrevious = new Map<string, Remembered>()
  return {
    read: (previousHash, bytes) => {
      const known = byPrevious.get(previousHash)
      if (known && Buffer.compare(known.bytes, bytes) === 0) return known
      const { hash, event } = reader.read(previousHash, bytes)
      const remembered = { hash, event, bytes: bytes.slice() }
      if (!known) byPrevious.set(previousHash, remembered)
      return remembered
    },
  }
}
