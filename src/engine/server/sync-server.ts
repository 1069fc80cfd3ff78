import { CodecError, NewerKindError } from '../binary/index.ts'
import { DiskTrouble } from '../ports/index.ts'
import {
  type Answer,
  decodeRequest,
  encodeAnswer,
  isFileRequest,
  type Refusal,
  type RefusalCode,
  Refused,
  type Request,
} from '../protocol/index.ts'
import { ExchangeInterrupted, type ExchangeTrouble } from '../replication/exchange/index.ts'
import { paths } from '../storage/folder/index.ts'
import { admitPresence } from './admit-presence.ts'
import { ExchangeHandler } from './exchange-handler.ts'
import { FolderHandler } from './folder-handler.ts'
import { isChanging } from './is-changing.ts'
import type { PublishedFile } from './published-file.ts'
import { defaultServerLimits, type ServerLimits } from './server-limits.ts'
import type { ServerPorts } from './server-ports.ts'

export type FindFile = (name: string) => Promise<PublishedFile | null>

export interface Asked {
  readonly file: string
  /** The authenticated user. Sessions are private to a user. */
  readonly who: string
  readonly mayWrite: boolean
  /** When the user's access ends. Later answers carry no data, however long they took. */
  readonly untilMs?: number
  readonly body: Uint8Array
}

export interface Answered {
  readonly bytes: Uint8Array
  readonly refusal: Refusal | null
}

/**
 * Answers requests about published client files. Session state only saves bytes, so any other instance over
 * the same folders can take over.
 */
export class SyncServer {
  readonly #find: FindFile
  readonly #limits: ServerLimits
  readonly #exchanges: ExchangeHandler
  readonly #folders: FolderHandler
  readonly #ports: ServerPorts

  constructor(find: FindFile, ports: ServerPorts, limits: ServerLimits = defaultServerLimits) {
    this.#find = find
    this.#limits = limits
    this.#ports = ports
    this.#exchanges = new ExchangeHandler(ports, limits)
    this.#folders = new FolderHandler(ports.digest, limits)
  }

  async answer(asked: Asked): Promise<Answered> {
    const answer = this.#inTime(await this.#answer(asked), asked)
    return { bytes: encodeAnswer(answer), refusal: answer.kind === 'refusal' ? answer.refusal : null }
  }

  /** Answers all waiting clients, and lets no more wait. */
  drain(): void {
    this.#exchanges.drain()
  }

  // A hanging folder may delay the answer beyond the user's access.
  #inTime(answer: Answer, { file, who, untilMs = Number.POSITIVE_INFINITY }: Asked): Answer {
    if (this.#ports.clock.nowMs() <= untilMs) return answer
    const what = `What was asked for took longer than ${who} may have it without being asked again who they are`
    return { kind: 'refusal', refusal: { code: 'unknown-user', what, where: file, next: 'Ask again.' } }
  }

  async #answer({ file, who, mayWrite, untilMs, body }: Asked): Promise<Answer> {
    try {
      this.#refuseLarge(body, file)
      const request = decodeRequest(body)
      if (!mayWrite && isChanging(request))
        throw new Refused(
          'read-only',
          `${who} may not change ${file}`,
          file,
          'Ask your firm’s account administrator.',
        )
      const published = await this.#find(file)
      if (published) return await this.#answerOf(published, who, this.#withWaitUntil(request, untilMs))
      throw new Refused(
        'no-such-file',
        `No client file is published as ${file}`,
        file,
        'Check the address, or ask the server’s operator.',
      )
    } catch (trouble) {
      return { kind: 'refusal', refusal: asRefused(trouble, file).refusal }
    }
  }

  async #answerOf(published: PublishedFile, who: string, request: Request): Promise<Answer> {
    if (isFileRequest(request)) {
      // A reader of the folder's own version vector expects it to include every writer.
      if (request.path === paths.versionVector) await published.showAll()
      admitPresence(published, request, this.#ports)
      return { kind: 'file', answer: await this.#folders.answer(published.folder, request) }
    }
    switch (request.kind) {
      case 'hello':
        return { kind: 'hello', fileId: published.fileId, fileName: published.fileName }
      case 'heads':
        return this.#exchanges.versions(published, request.etag)
      case 'wanted':
        return this.#exchanges.wanted(published, request.wanted)
      case 'exchange':
        return this.#exchanges.exchange(published, who, request)
    }
  }

  #withWaitUntil(request: Request, untilMs = Number.POSITIVE_INFINITY): Request {
    if (request.kind !== 'exchange' || request.waitSeconds === null) return request
    const leftSeconds = Math.max(0, (untilMs - this.#ports.clock.nowMs()) / 1000)
    return { ...request, waitSeconds: Math.min(request.waitSeconds, leftSeconds) }
  }

  #refuseLarge({ length }: Uint8Array, file: string): void {
    const { requestBytesMax } = this.#limits
    if (length <= requestBytesMax) return
    throw new Refused(
      'too-large',
      `A request has at most ${requestBytesMax} bytes, and this one ${length}`,
      file,
      'Send it in smaller pieces.',
    )
  }
}

/** Rethrows defects. */
const asRefused = (trouble: unknown, file: string): Refused => {
  if (trouble instanceof Refused) return trouble
  if (trouble instanceof NewerKindError)
    return new Refused('newer', trouble.message, file, 'Update the server, or use an older program.')
  if (trouble instanceof CodecError)
    return new Refused(
      'malformed',
      trouble.message,
      file,
      'Send it once more; if that is refused too, report it.',
    )
  if (trouble instanceof ExchangeInterrupted)
    return new Refused(codeOf[trouble.trouble.kind], trouble.message, file, nextOf[trouble.trouble.kind])
  if (trouble instanceof DiskTrouble) {
    const kind = trouble.kind === 'full' ? 'full' : 'lost'
    return new Refused(codeOf[kind], trouble.message, `${file}: ${trouble.path}`, nextOf[kind])
  }
  throw trouble
}

const codeOf: Readonly<Record<ExchangeTrouble['kind'], RefusalCode>> = {
  lost: 'unavailable',
  denied: 'unavailable',
  unreadable: 'unavailable',
  full: 'full',
}

const nextOf: Readonly<Record<ExchangeTrouble['kind'], string>> = {
  lost: 'Try again in a while: nothing is lost.',
  denied: 'The server’s operator has to grant it the right to read and write there.',
  unreadable: 'The server’s operator has to check the folder there: npx shakedown file verify.',
  full: 'The server’s operator has to free some space. Nothing is lost.',
}
