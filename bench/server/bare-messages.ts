import type { ShareAnswer } from '../../src/engine/ports/index.ts'

export const messageType = 'application/vnd.shakedown.message'

const kinds = ['check', 'edit', 'piece', 'end'] as const
export type BareKind = (typeof kinds)[number]

/** The kind, and where a piece belongs. */
export const pieceFrontBytes = 9

/** A request to the bare route. */
export const bareMessage = (kind: BareKind, bytes: Uint8Array, offset = 0): Uint8Array => {
  const message = new Uint8Array(pieceFrontBytes + bytes.length)
  message[0] = kinds.indexOf(kind)
  new DataView(message.buffer).setFloat64(1, offset)
  message.set(bytes, pieceFrontBytes)
  return message
}

export const kindOf = (message: Uint8Array): BareKind => kinds[message[0] ?? 0] ?? 'check'

export const offsetOf = (message: Uint8Array): number =>
  new DataView(message.buffer, message.byteOffset).getFloat64(1)

/** As large as an instance's own heads are for one line. */
export const headsBytes = new Uint8Array(220).fill(7)

export const carriedOut = (answer: ShareAnswer<unknown>): void => {
  if (answer.kind !== 'ok') throw new Error(`it was not written: ${answer.kind}`)
}
