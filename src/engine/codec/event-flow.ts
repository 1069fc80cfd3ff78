import type { TextColumn } from './column-context.ts'

/** The columns of codec 1, in file order. Frozen with it. */
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
 * Moves an event between canonical bytes and columns. One description (`passEvent`) serves both directions.
 */
export interface EventFlow {
  byte(column: Column): number
  count(column: Column): number
  above(column: Column, base: number): number
  below(column: Column, base: number): number
  raw(column: Column, length: number): void
  sizedBytes(sizes: Column, bytes: Column): void
  /** For texts that are likely to repeat. */
  name(column: TextColumn): void
  logId(column: Column): number
  /** Canonical bytes prefix the output of `pass` with its length; columns do not. */
  sized(pass: () => void): void
}
