import type { ShareAnswer } from '../../engine/ports/index.ts'
import { answerFor, status } from './nt-status.ts'
import {
  closeBody,
  createBody,
  emptyBody,
  flushBody,
  listedNames,
  type OpenedFile,
  type OpenRequest,
  queryDirectoryBody,
  readBody,
  readCreate,
  readData,
  readSafely,
  renameBody,
  writeBody,
  writtenBytes,
} from './smb-bodies.ts'
import { command, type Incoming } from './smb-message.ts'
import type { SmbWire } from './smb-wire.ts'

/** The most that a host grants in one message without further credits (docs/fidelity.md §1.5). */
const partBytesMax = 65_536
const partsAtOnce = 8

type Trouble = Exclude<ShareAnswer<never>, { kind: 'ok' }>
export type TreeAnswer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'gone'; readonly detail: string }

export class SmbTree {
  readonly #wire: SmbWire
  readonly #treeId: number

  constructor(wire: SmbWire, treeId: number) {
    this.#wire = wire
    this.#treeId = treeId
  }

  async open(request: OpenRequest): Promise<TreeAnswer<OpenedFile>> {
    return mapped(await this.#ask(command.create, createBody(request)), readCreate)
  }

  close({ id }: OpenedFile): Promise<TreeAnswer<Incoming>> {
    return this.#ask(command.close, closeBody(id))
  }

  flush({ id }: OpenedFile): Promise<TreeAnswer<Incoming>> {
    return this.#ask(command.flush, flushBody(id))
  }

  rename({ id }: OpenedFile, to: string): Promise<TreeAnswer<Incoming>> {
    return this.#ask(command.setInfo, renameBody(id, to))
  }

  /** Returns fewer bytes at the end of the file. */
  async read(file: OpenedFile, offset: number, length: number): Promise<TreeAnswer<Uint8Array>> {
    const parts = await inParts(length, (at, partBytes) => this.#readPart(file, offset + at, partBytes))
    return parts.kind === 'ok' ? { kind: 'ok', value: new Uint8Array(Buffer.concat(parts.value)) } : parts
  }

  async write(file: OpenedFile, offset: number, bytes: Uint8Array): Promise<TreeAnswer<null>> {
    const parts = await inParts(bytes.length, async (at, partBytes) => {
      const part = bytes.subarray(at, at + partBytes)
      const asked = await this.#ask(command.write, writeBody(file.id, offset + at, part))
      const answer = mapped(asked, writtenBytes)
      if (answer.kind !== 'ok' || answer.value === part.length) return answer
      return { kind: 'gone', detail: 'the host wrote less than it was given' }
    })
    return parts.kind === 'ok' ? { kind: 'ok', value: null } : parts
  }

  async names(folder: OpenedFile): Promise<TreeAnswer<readonly string[]>> {
    const names: string[] = []
    for (;;) {
      const answer = await this.#ask(command.queryDirectory, queryDirectoryBody(folder.id))
      if (answer.kind === 'status' && answer.status === status.noMoreFiles)
        return { kind: 'ok', value: names }
      const listed = mapped(answer, listedNames)
      if (listed.kind !== 'ok') return listed
      names.push(...listed.value)
    }
  }

  /** Disconnects the share, then logs off. The host has freed both once it answers. */
  async leave(): Promise<void> {
    await this.#ask(command.treeDisconnect, emptyBody())
    await this.#ask(command.logOff, emptyBody())
    this.#wire.end('the session was given back')
  }

  async #readPart(file: OpenedFile, offset: number, length: number): Promise<TreeAnswer<Uint8Array>> {
    const answer = await this.#ask(command.read, readBody(file.id, offset, length))
    if (answer.kind === 'status' && answer.status === status.endOfFile) {
      return { kind: 'ok', value: new Uint8Array(0) }
    }
    return mapped(answer, readData)
  }

  async #ask(of: number, body: Buffer): Promise<TreeAnswer<Incoming>> {
    const answer = await this.#wire.ask({ command: of, treeId: this.#treeId, body })
    if (answer.kind === 'gone') return answer
    const { message } = answer
    return message.status === status.ok
      ? { kind: 'ok', value: message }
      : { kind: 'status', status: message.status }
  }
}

/** Converts a status into the share port's answer; `path` is its name in errors. */
export const asShareTrouble = (answer: Exclude<TreeAnswer<never>, { kind: 'ok' }>, path: string): Trouble =>
  answer.kind === 'gone'
    ? { kind: 'lost', detail: `${path}: ${answer.detail}` }
    : answerFor(answer.status, path)

const mapped = <R>(answer: TreeAnswer<Incoming>, read: (body: Buffer) => R): TreeAnswer<R> => {
  if (answer.kind !== 'ok') return answer
  const value = readSafely(answer.value.body, read)
  return value === null
    ? { kind: 'gone', detail: 'the host sent an answer that cannot be read' }
    : { kind: 'ok', value }
}

const inParts = async <T>(
  length: number,
  work: (at: number, partBytes: number) => Promise<TreeAnswer<T>>,
): Promise<TreeAnswer<T[]>> => {
  const values: T[] = []
  for (let at = 0; at < length; at += partsAtOnce * partBytesMax) {
    const starts = Array.from({ length: partsAtOnce }, (_, index) => at + index * partBytesMax)
    const answers = await Promise.all(
      starts
        .filter((start) => start < length)
        .map((start) => work(start, Math.min(partBytesMax, length - start))),
    )
    for (const answer of answers) {
      if (answer.kind !== 'ok') return answer
      values.push(answer.value)
    }
  }
  return { kind: 'ok', value: values }
}
