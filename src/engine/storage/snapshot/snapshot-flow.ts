import { ByteReader, ByteWriter, CodecError } from '../../binary/index.ts'
import { readValue, type HlcTimestamp, type Value, writeValue } from '../../event/index.ts'
import type { Dot, LogId } from '../../identifier/index.ts'
import type { NumbersIn, NumbersOut } from './numbered.ts'

export class SnapshotWriter {
  readonly #numbers: NumbersOut
  readonly #writer = new ByteWriter(4096)

  constructor(numbers: NumbersOut) {
    this.#numbers = numbers
  }

  get length(): number {
    return this.#writer.length
  }

  view(): Uint8Array {
    return this.#writer.view()
  }

  raw(bytes: Uint8Array): this {
    this.#writer.raw(bytes)
    return this
  }

  count(value: number): this {
    this.#writer.count(value)
    return this
  }

  text(text: string): this {
    return this.count(this.#numbers.text(text))
  }

  log(logId: LogId): this {
    return this.count(this.#numbers.log(logId))
  }

  maybeLog(logId: LogId | null): this {
    return this.count(logId === null ? 0 : this.#numbers.log(logId) + 1)
  }

  flag(flag: boolean): this {
    return this.count(flag ? 1 : 0)
  }

  dot({ log: logId, seq }: Dot): this {
    return this.log(logId).count(seq)
  }

  timestamp({ ms, count }: HlcTimestamp): this {
    return this.count(ms).count(count)
  }

  hash(digits: string): this {
    this.#writer.hex(digits)
    return this
  }

  value(value: Value): this {
    writeValue(this.#writer, value)
    return this
  }

  list<T>(all: readonly T[], write: (one: T) => void): this {
    this.count(all.length)
    for (const one of all) write(one)
    return this
  }
}

/** Reads the output of {@link SnapshotWriter}. Throws CodecError if malformed. */
export class SnapshotReader {
  readonly #numbers: NumbersIn
  readonly #reader: ByteReader

  constructor(bytes: Uint8Array, numbers: NumbersIn, at = 0, end = bytes.length) {
    this.#numbers = numbers
    this.#reader = new ByteReader(bytes, at, end)
  }

  get at(): number {
    return this.#reader.at
  }

  get isAtEnd(): boolean {
    return this.#reader.isAtEnd
  }

  skip(length: number): number {
    return this.#reader.skip(length)
  }

  raw(length: number): Uint8Array {
    return this.#reader.raw(length)
  }

  count(): number {
    return this.#reader.count()
  }

  text(): string {
    return this.#numbers.text(this.#reader.count())
  }

  log(): LogId {
    return this.#numbers.log(this.#reader.count())
  }

  maybeLog(): LogId | null {
    const number = this.#reader.count()
    return number === 0 ? null : this.#numbers.log(number - 1)
  }

  flag(): boolean {
    const flag = this.#reader.count()
    if (flag > 1) throw new CodecError(`Cannot read a snapshot: ${flag} is neither yes nor no`)
    return flag === 1
  }

  dot(): Dot {
    return { log: this.log(), seq: this.count() }
  }

  timestamp(): HlcTimestamp {
    return { ms: this.count(), count: this.count() }
  }

  /** Lengths are in bytes. */
  hash(byteCount = 32): string {
    return this.#reader.hex(byteCount)
  }

  value(): Value {
    return readValue(this.#reader)
  }

  list<T>(read: () => T): readonly T[] {
    const all: T[] = []
    for (let left = this.count(); left > 0; left -= 1) all.push(read())
    return all
  }
}
