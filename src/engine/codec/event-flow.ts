import type { TextColumn } from './column-context.ts'

/** The columns of codec 1, in their order in the file. Frozen with it. */
export const columns = [
  'stamp-ms',
  'stamp-count',
  'author',
  'note',
  'after-count',
  'after-line',
  'after-seq',
  'after-hash',
  'op-count',
  'op-code',
  'op-size',
  'op-bytes',
  'flags',
  'table',
  'key',
  'group',
  'field',
  'value-kind',
  'value-size',
  'value-bytes',
  'dot-count',
  'dot-line',
  'dot-seq',
  'line-bytes',
  'text-shape',
  'text-bytes',
] as const
export type Column = (typeof columns)[number]

/**
 * Passes what an event consists of from its canonical bytes into columns, or back. One description of an event
 * (`passEvent`) serves both directions, so that they cannot come apart.
 */
export interface EventFlow {
  byte(column: Column): number
  count(column: Column): number
  /** A number that is mostly a little more than `base`. */
  above(column: Column, base: number): number
  /** A number that is mostly `base` or a little less. */
  below(column: Column, base: number): number
  raw(column: Column, length: number): void
  /** Bytes with their length in front. */
  sizedBytes(sizes: Column, bytes: Column): void
  /** A text that is likely to come again. */
  name(column: TextColumn): void
  /** A line's id; answers its index in the context. */
  logId(column: Column): number
  /** What `pass` passes has its length in front in canonical bytes, and none in columns. */
  sized(pass: () => void): void
}
