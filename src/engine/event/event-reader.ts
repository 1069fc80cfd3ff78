import { Names } from '../binary/index.ts'
import { decodeEvent, type Event } from './event.ts'
import type { HashChain } from './hash-chain.ts'

/** What an event's bytes say, and the hash that they give their line. Several copies may hold the same one. */
export interface ReadEvent {
  readonly hash: string
  readonly event: Event
}

/**
 * Reads events in the order of their lines. A process that holds many copies of one client file may give them a reader
 * that remembers, since each of them is brought the same events.
 */
export interface EventReader {
  /** Throws CodecError where the bytes are no event. `previousHash` is that of the event before. */
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
