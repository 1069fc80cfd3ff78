import { Names } from '../binary/index.ts'
import { decodeEvent, type Event } from './event.ts'
import type { HashChain } from './hash-chain.ts'

/** A decoded event, and its hash in its log. Copies in one process may share it. */
export interface ReadEvent {
  readonly hash: string
  readonly event: Event
}

/**
 * Reads events in the order of their logs. A process with many copies of one client file may use a caching reader,
 * since each copy receives the same events.
 */
export interface EventReader {
  /** Throws CodecError if the bytes are not an event. `previousHash` is that of the event before. */
  read(previousHash: string, bytes: Uint8Array): ReadEvent
}

export const createEventReader = (chain: HashChain): EventReader => {
  const names = new Names()
  return {
    read: (previousHash, bytes) => {
      const event = decodeEvent(bytes, names)
      return { hash: chain.next(previousHash, bytes), event }
    },
  }
}
