import { HashChain, createEventReader, type EventReader, type ReadEvent } from '../../engine/event/index.ts'
import type { Digest } from '../../engine/ports/index.ts'

interface Remembered extends ReadEvent {
  readonly bytes: Uint8Array
}

/**
 * All copies of a world are brought the same events: each is read once, and held once. It is found by the hash of the
 * one before it, and by comparing all of its bytes, since a damaged line may go on in two ways.
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
