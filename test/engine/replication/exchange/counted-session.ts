import type { ShareAnswer, ShareSession } from '../../../../src/engine/ports/share-client.ts'

/** What went over a session: names and bytes, both directions together. */
export interface Counted {
  bytes: number
  requests: number
}

/** A session that counts what it carries, and is lost when it has carried so much. */
export const countedSession = (
  session: ShareSession,
  counted: Counted,
  breaksAfterBytes = Number.POSITIVE_INFINITY,
): ShareSession => {
  let left = breaksAfterBytes
  const lost = { kind: 'lost', detail: 'the session broke' } as const
  const asked = async <T>(
    outBytes: number,
    ask: () => Promise<ShareAnswer<T>>,
    inBytes: (value: T) => number,
  ): Promise<ShareAnswer<T>> => {
    counted.requests += 1
    if (outBytes > left) return lost
    const answer = await ask()
    const bytes = outBytes + (answer.kind === 'ok' ? inBytes(answer.value) : 0)
    if (bytes > left) return lost
    left -= bytes
    counted.bytes += bytes
    return answer
  }
  const nothing = (): number => 0
  const length = (bytes: Uint8Array): number => bytes.length
  return {
    read: (path) => asked(path.length, () => session.read(path), length),
    readPart: (path, offset, size) => asked(path.length, () => session.readPart(path, offset, size), length),
    sizeBytes: (path) =>
      asked(
        path.length,
        () => session.sizeBytes(path),
        () => 8,
      ),
    list: (path) =>
      asked(
        path.length,
        () => session.list(path),
        (names) => names.join().length,
      ),
    writeWhole: (path, bytes) =>
      asked(path.length + bytes.length, () => session.writeWhole(path, bytes), nothing),
    writePart: (path, offset, bytes) =>
      asked(path.length + bytes.length, () => session.writePart(path, offset, bytes), nothing),
    rename: (from, to) => asked(from.length + to.length, () => session.rename(from, to), nothing),
    remove: (path) => asked(path.length, () => session.remove(path), nothing),
    disconnect: () => session.disconnect(),
  }
}
