import type { ShareAnswer, ShareSession } from '../../src/engine/ports/index.ts'

/** A session whose requests and answers are counted: contents both ways, and the paths that are asked for. */
export const countedSession = (session: ShareSession, counter: { bytes: number }): ShareSession => {
  const count = (bytes: number): void => void (counter.bytes += bytes)
  const asked = async <T>(path: string, answer: Promise<ShareAnswer<T>>): Promise<ShareAnswer<T>> => {
    const answered = await answer
    count(path.length + (answered.kind === 'ok' ? answeredBytes(answered.value) : 1))
    return answered
  }
  return {
    read: (path) => asked(path, session.read(path)),
    readPart: (path, offset, length) => asked(path, session.readPart(path, offset, length)),
    sizeBytes: (path) => asked(path, session.sizeBytes(path)),
    list: (path) => asked(path, session.list(path)),
    writeWhole: (path, bytes) => asked(path, (count(bytes.length), session.writeWhole(path, bytes))),
    writePart: (path, offset, bytes) =>
      asked(path, (count(bytes.length), session.writePart(path, offset, bytes))),
    rename: (from, to) => asked(from + to, session.rename(from, to)),
    remove: (path) => asked(path, session.remove(path)),
    disconnect: () => session.disconnect(),
  }
}

const answeredBytes = (value: unknown): number => {
  if (value instanceof Uint8Array) return value.length
  if (Array.isArray(value)) return value.reduce<number>((sum, name) => sum + String(name).length + 1, 0)
  return value === null ? 1 : 8
}
