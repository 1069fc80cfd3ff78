import { setImmediate } from 'node:timers/promises'

import type { ArbiterSession, ShareAnswer } from '../../src/engine/ports/share-client.ts'

/** Time that passes only when everybody waits. */
export class SlowTime {
  nowMs = 0
  readonly #waiting: { readonly atMs: number; readonly wake: () => void }[] = []

  wait(ms: number): Promise<void> {
    return new Promise((wake) => {
      this.#waiting.push({ atMs: this.nowMs + ms, wake })
      this.#waiting.sort((a, b) => a.atMs - b.atMs)
    })
  }

  /** Lets time pass until nobody waits any more. */
  async runOut(): Promise<void> {
    await setImmediate()
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      this.nowMs = next.atMs
      next.wake()
      await setImmediate()
    }
  }
}

/** The files of one share, in the order in which its host carries requests out. */
export type SharedFiles = Map<string, { readonly bytes: Uint8Array; readonly madeMs: number }>

/** How long a request and its answer are under way, and which of the two is lost. */
export interface Passage {
  readonly thereMs: number
  readonly backMs: number
  readonly lost: 'request' | 'answer' | null
}

/** A session whose every request takes its time, and may be lost on the way there or back, after which nothing gets through. */
export const slowSession = (files: SharedFiles, time: SlowTime, passage: () => Passage): ArbiterSession => {
  let isLost = false
  const ask = async <T>(act: () => ShareAnswer<T>): Promise<ShareAnswer<T>> => {
    if (isLost) return gone
    const { thereMs, backMs, lost } = passage()
    await time.wait(thereMs)
    const answer = lost === 'request' ? gone : act()
    await time.wait(backMs)
    isLost ||= lost !== null
    return isLost ? gone : answer
  }
  const present = <T>(
    path: string,
    of: (file: { bytes: Uint8Array; madeMs: number }) => T,
  ): ShareAnswer<T> => {
    const file = files.get(path)
    return file ? { kind: 'ok', value: of(file) } : { kind: 'absent' }
  }
  const put = (path: string, bytes: Uint8Array): ShareAnswer<null> => {
    files.set(path, { bytes, madeMs: time.nowMs })
    return { kind: 'ok', value: null }
  }
  const namesIn = (folder: string): string[] =>
    [...files.keys()]
      .filter((path) => path.startsWith(`${folder}/`))
      .map((path) => path.slice(folder.length + 1))
  return {
    read: (path) => ask(() => present(path, ({ bytes }) => bytes)),
    readPart: (path, offset, length) =>
      ask(() => present(path, ({ bytes }) => bytes.subarray(offset, offset + length))),
    sizeBytes: (path) => ask(() => present(path, ({ bytes }) => bytes.length)),
    modifiedMs: (path) => ask(() => present(path, ({ madeMs }) => madeMs)),
    list: (path) =>
      ask(() =>
        namesIn(path).length === 0 ? { kind: 'absent' } : { kind: 'ok', value: namesIn(path).toSorted() },
      ),
    writeWhole: (path, bytes) => ask(() => put(path, bytes)),
    writePart: (path, _offset, bytes) => ask(() => put(path, bytes)),
    rename: () => ask<null>(() => ({ kind: 'absent' })),
    createExclusive: (path, bytes) =>
      ask(() => {
        if (files.has(path)) return { kind: 'ok', value: 'exists' }
        put(path, bytes)
        return { kind: 'ok', value: 'made' }
      }),
    remove: (path) => ask(() => (files.delete(path) ? { kind: 'ok', value: null } : { kind: 'absent' })),
    disconnect: async () => undefined,
  }
}

const gone = { kind: 'lost', detail: 'the connection was lost' } as const
