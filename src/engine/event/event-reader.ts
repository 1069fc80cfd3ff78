import { Names } from '../binary/index.ts'
import { decodeEvent, type Event } from './event.ts'
import type { HashChain } from './hash-chain.ts'

/** Copies in one process may share it. */
export interface ReadEvent {
  readonly hash: string
  readonly event: Event
}

/** Processes with many copies of one client file may share a caching reader. */
export interface EventReader {
  /** Throws CodecError if the bytes are not an event. */
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
