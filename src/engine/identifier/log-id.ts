declare const logIdBrand: unique symbol

/** Identifies the log of one copy: 16 hexadecimal digits, drawn when the copy is made. */
export type LogId = string & { readonly [logIdBrand]: true }

/** Names one event: its log and its position there, counted from 1. */
export interface Dot {
  readonly log: LogId
  readonly seq: number
}

/** Throws RangeError if the text is not a log id. */
export const asLogId = (text: string): LogId => {
  if (!/^[0-9a-f]{16}$/.test(text))
    throw new RangeError(`Cannot name a log "${text}": 16 hexadecimal digits are needed`)
  return text as LogId
}

export const logIdFromBytes = (bytes: Uint8Array): LogId =>
  asLogId(Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join(''))

export const dotText = (dot: Dot): string => `${dot.log}.${dot.seq}`

export const parseDot = (text: string): Dot | null => {
  const match = /^([0-9a-f]{16})\.([1-9][0-9]{0,14})$/.exec(text)
  if (!match?.[1] || !match[2]) return null
  return { log: match[1] as LogId, seq: Number(match[2]) }
}

export const isSameDot = (a: Dot, b: Dot): boolean => a.seq === b.seq && a.log === b.log

/** Orders by log, then by position. */
export const compareDots = (a: Dot, b: Dot): number =>
  a.log === b.log ? a.seq - b.seq : a.log < b.log ? -1 : 1
