import { CodecError } from '../../binary/index.ts'
import type {
  ArbiterSession,
  ConnectAnswer,
  MessageChannel,
  MessageClient,
  ShareAnswer,
  ShareClient,
} from '../../ports/index.ts'
import {
  type Answer,
  decodeAnswer,
  encodeRequest,
  type FileRequest,
  type FileValue,
  type Refusal,
  refusalText,
  type Request,
} from '../../protocol/index.ts'
import { ExchangeInterrupted } from '../exchange/index.ts'

/** A session with a server: files as on a share, and logs by messages of its own. */
export interface ServerSession extends ArbiterSession {
  /** Why the server refuses writes. Null if it accepts them or none was tried. */
  readonly barred: string | null
  /** Rejects with ExchangeInterrupted if no answer comes. */
  ask(request: Request, timeoutMs?: number): Promise<Answer>
}

export const isServerSession = (session: object): session is ServerSession => 'ask' in session

/** Opens sessions on published files. A server explains its refusals and ends sessions on disconnect. */
export const serverClient = (client: MessageClient): ShareClient<ServerSession> => ({
  limits: { canEndSession: true, reportsRefusal: true },
  connect: async (address): Promise<ConnectAnswer<ServerSession>> => {
    const opened = client.open(address)
    if (opened.kind !== 'channel') return opened
    const session = new MessageSession(opened.channel)
    const refused = await session.greet()
    if (!refused) return { kind: 'session', session }
    await session.disconnect()
    return refused
  },
})

/** Time limit without waiting for changes. Includes hashing a large document. */
const thinkingMs = 60_000

class MessageSession implements ServerSession {
  readonly #channel: MessageChannel
  #barred: string | null = null
  #isOpen = true

  constructor(channel: MessageChannel) {
    this.#channel = channel
  }

  get barred(): string | null {
    return this.#barred
  }

  /** Returns the refusal, or null if the server accepts the session. */
  async greet(): Promise<Exclude<ConnectAnswer, { kind: 'session' }> | null> {
    const answer = await this.#channel.ask(encodeRequest({ kind: 'hello' }), thinkingMs)
    if (answer.kind === 'lost') return { kind: 'unreachable', detail: answer.detail }
    if (answer.kind === 'denied') return answer
    try {
      const decoded = decodeAnswer(answer.bytes)
      return decoded.kind === 'refusal' ? asNoSession(decoded.refusal) : null
    } catch (trouble) {
      if (trouble instanceof CodecError) return { kind: 'unreachable', detail: trouble.message }
      throw trouble
    }
  }

  async ask(request: Request, timeoutMs = thinkingMs): Promise<Answer> {
    if (!this.#isOpen) throw new ExchangeInterrupted({ kind: 'lost', detail: 'the session was given back' })
    const answer = await this.#channel.ask(encodeRequest(request), timeoutMs)
    if (answer.kind !== 'answer') throw new ExchangeInterrupted(answer)
    try {
      const decoded = decodeAnswer(answer.bytes)
      if (decoded.kind === 'refusal' && decoded.refusal.code === 'read-only')
        this.#barred = refusalText(decoded.refusal)
      return decoded
    } catch (trouble) {
      // Not one of our servers, or a newer version.
      if (trouble instanceof CodecError)
        throw new ExchangeInterrupted({ kind: 'lost', detail: trouble.message })
      throw trouble
    }
  }

  read(path: string): Promise<ShareAnswer<Uint8Array>> {
    return this.#file({ kind: 'read', path }, isBytes)
  }

  readPart(path: string, offset: number, length: number): Promise<ShareAnswer<Uint8Array>> {
    return this.#file({ kind: 'read-part', path, offset, length }, isBytes)
  }

  sizeBytes(path: string): Promise<ShareAnswer<number>> {
    return this.#file({ kind: 'size', path }, isNumber)
  }

  list(path: string): Promise<ShareAnswer<readonly string[]>> {
    return this.#file({ kind: 'list', path }, isNames)
  }

  writeWhole(path: string, bytes: Uint8Array): Promise<ShareAnswer<null>> {
    return this.#file({ kind: 'write', path, bytes }, isNothing)
  }

  writePart(path: string, offset: number, bytes: Uint8Array): Promise<ShareAnswer<null>> {
    return this.#file({ kind: 'write-part', path, offset, bytes }, isNothing)
  }

  rename(from: string, to: string): Promise<ShareAnswer<null>> {
    return this.#file({ kind: 'rename', path: from, to }, isNothing)
  }

  remove(path: string): Promise<ShareAnswer<null>> {
    return this.#file({ kind: 'remove', path }, isNothing)
  }

  createExclusive(path: string, bytes: Uint8Array): Promise<ShareAnswer<'made' | 'exists'>> {
    return this.#file({ kind: 'create', path, bytes }, isMaking)
  }

  modifiedMs(path: string): Promise<ShareAnswer<number>> {
    return this.#file({ kind: 'modified', path }, isNumber)
  }

  async disconnect(): Promise<void> {
    this.#isOpen = false
    await this.#channel.close()
  }

  async #file<T extends FileValue>(
    request: FileRequest,
    isValue: (value: FileValue) => value is T,
  ): Promise<ShareAnswer<T>> {
    try {
      const answer = await this.ask(request)
      if (answer.kind === 'refusal') return asShareAnswer(answer.refusal)
      if (answer.kind !== 'file') return { kind: 'lost', detail: 'the server answered something else' }
      const { answer: found } = answer
      if (found.kind !== 'ok') return found
      return isValue(found.value)
        ? { kind: 'ok', value: found.value }
        : { kind: 'lost', detail: 'the server answered something else' }
    } catch (trouble) {
      if (trouble instanceof ExchangeInterrupted && trouble.trouble.kind !== 'unreadable')
        return trouble.trouble
      throw trouble
    }
  }
}

const isBytes = (value: FileValue): value is Uint8Array => value instanceof Uint8Array
const isNumber = (value: FileValue): value is number => typeof value === 'number'
const isNames = (value: FileValue): value is readonly string[] => Array.isArray(value)
const isNothing = (value: FileValue): value is null => value === null
const isMaking = (value: FileValue): value is 'made' | 'exists' => value === 'made' || value === 'exists'

const asShareAnswer = (refusal: Refusal): ShareAnswer<never> => {
  const detail = refusalText(refusal)
  if (refusal.code === 'full') return { kind: 'full', detail }
  return { kind: isOutside(refusal) ? 'lost' : 'denied', detail }
}

const asNoSession = (refusal: Refusal): Exclude<ConnectAnswer, { kind: 'session' }> => ({
  kind: refusal.code === 'denied' || refusal.code === 'unknown-user' ? 'denied' : 'unreachable',
  detail: refusalText(refusal),
})

export const interruption = (refusal: Refusal): ExchangeInterrupted => {
  const detail = refusalText(refusal)
  if (refusal.code === 'other-file' || refusal.code === 'no-such-file')
    return new ExchangeInterrupted({ kind: 'unreadable', path: refusal.where, detail })
  if (refusal.code === 'full') return new ExchangeInterrupted({ kind: 'full', detail })
  return new ExchangeInterrupted({ kind: isOutside(refusal) ? 'lost' : 'denied', detail })
}

const isOutside = ({ code }: Refusal): boolean =>
  code === 'unavailable' || code === 'draining' || code === 'too-many' || code === 'session-lost'
