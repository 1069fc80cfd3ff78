import type { ClientRequest, IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'

import type { ChannelAnswer, MessageChannel, MessageClient } from '../../../engine/ports/index.ts'
import { CookieJar } from './cookie-jar.ts'
import { type HttpsAddress, messagePath, messageType, parseHttpsAddress } from './https-address.ts'
import { sessionHeaders, type Authenticate } from './session-client.ts'
import type { LogOnSessionStore } from './session-store.ts'
import { againAfterError, againAfterStatus, soonMs, type Tried } from './try-again.ts'

/** A client's identity, and the certificates it trusts. */
export interface HttpsCredentials {
  readonly token: string | null
  readonly sessions?: LogOnSessionStore
  /** Certificates to trust instead of the system's, as PEM. */
  readonly trusted: string | null
}

/** Servers send no larger answer. */
const answerBytesMax = 32 * 1024 * 1024
/** Several, since one waits for changes while others carry data. */
const connectionsMax = 6
/** Longest stall of a connection in use (docs/fidelity.md §2.5). */
const stillMsMax = 20_000

/** Sends messages over HTTPS, on kept connections, and stays with the instance that a balancer chose. */
export const httpsClient = (credentials: HttpsCredentials): MessageClient => {
  const jars = new Map<string, CookieJar>()
  const jarOf = ({ host, port }: HttpsAddress): CookieJar => {
    const name = `${host}:${port}`
    const jar = jars.get(name) ?? new CookieJar()
    jars.set(name, jar)
    return jar
  }
  return {
    open: (text) => {
      const address = parseHttpsAddress(text)
      if (!address)
        return { kind: 'unreachable', detail: `${text} is not the address of a file: https://HOST:PORT/NAME` }
      return { kind: 'channel', channel: new HttpsChannel(address, credentials, jarOf(address)) }
    },
  }
}

class HttpsChannel implements MessageChannel {
  readonly #address: HttpsAddress
  readonly #authenticate: Authenticate
  readonly #cookies: CookieJar
  readonly #agent: Agent
  readonly #closing = new AbortController()
  /** Whether this server has answered before: only then are retries worth their time. */
  #isKnown = false

  constructor(address: HttpsAddress, { token, trusted, sessions }: HttpsCredentials, cookies: CookieJar) {
    this.#address = address
    this.#cookies = cookies
    const bearer = token === null ? {} : { authorization: `Bearer ${token}` }
    this.#authenticate =
      token === null && sessions ? sessionHeaders({ ...address, trusted }, sessions) : async () => bearer
    this.#agent = new Agent({
      keepAlive: true,
      maxSockets: connectionsMax,
      minVersion: 'TLSv1.2',
      ...(trusted === null ? {} : { ca: trusted }),
    })
  }

  async ask(message: Uint8Array, patienceMs: number): Promise<ChannelAnswer> {
    let [atOnce, waited] = [0, 0]
    for (;;) {
      if (this.#closing.signal.aborted) return { kind: 'lost', detail: 'the session was given back' }
      const { answer, again } = await this.#tried(message, patienceMs)
      // The server may have closed any kept connection meanwhile; a new one is still open.
      if (again === 'now' && atOnce < connectionsMax) {
        atOnce += 1
        continue
      }
      const waitMs = again === null || !this.#isKnown ? undefined : soonMs[waited]
      if (waitMs === undefined) return answer
      waited += 1
      await sleep(waitMs, undefined, { signal: this.#closing.signal }).catch(() => undefined)
    }
  }

  async close(): Promise<void> {
    this.#closing.abort()
    this.#agent.destroy()
  }

  async #tried(message: Uint8Array, patienceMs: number): Promise<Tried> {
    const sending: { request?: ClientRequest } = {}
    try {
      const authHeaders = await this.#authenticate(this.#address.file, message)
      return await this.#answered(await this.#send(message, patienceMs, { who: authHeaders, sending }))
    } catch (error) {
      const isReused = sending.request?.reusedSocket ?? false
      const answer = { kind: 'lost', detail: troubleText(error, this.#address) } as const
      return { answer, again: againAfterError(error, isReused) }
    }
  }

  async #answered(response: IncomingMessage): Promise<Tried> {
    const bytes = await bodyOf(response)
    const { statusCode = 0, headers } = response
    this.#cookies.take(headers['set-cookie'] ?? [], Date.now())
    const again = againAfterStatus(statusCode, headers)
    if (again === null) this.#isKnown = true
    if (headers['content-type'] === messageType) return { answer: { kind: 'answer', bytes }, again: null }
    const text = new TextDecoder().decode(bytes.subarray(0, 300)).trim()
    const detail = `the server answered ${statusCode}${text === '' ? '' : `: ${text}`}`
    return {
      answer: { kind: statusCode === 401 || statusCode === 403 ? 'denied' : 'lost', detail },
      again,
    }
  }

  #send(
    message: Uint8Array,
    patienceMs: number,
    { who, sending }: { readonly who: AuthHeaders; readonly sending: { request?: ClientRequest } },
  ): Promise<IncomingMessage> {
    const { host, port, file } = this.#address
    const cookie = this.#cookies.header
    return new Promise((resolve, reject) => {
      const asked = request({
        host,
        port,
        path: messagePath(file),
        method: 'POST',
        agent: this.#agent,
        signal: this.#closing.signal,
        timeout: patienceMs + stillMsMax,
        headers: {
          'content-type': messageType,
          'content-length': message.length,
          ...(cookie !== null && { cookie }),
          ...who,
        },
      })
      sending.request = asked
      asked.on('timeout', () => asked.destroy(new Error('it no longer answers')))
      asked.on('error', reject)
      asked.on('response', resolve)
      asked.end(message)
    })
  }
}

type AuthHeaders = Awaited<ReturnType<Authenticate>>

/** Reads a whole answer. Rejects if it exceeds the limit. */
export const bodyOf = async (response: IncomingMessage): Promise<Uint8Array> => {
  const pieces: Uint8Array[] = []
  let sizeBytes = 0
  for await (const piece of response as AsyncIterable<Uint8Array>) {
    sizeBytes += piece.length
    if (sizeBytes > answerBytesMax) throw new Error(`its answer is more than ${answerBytesMax} bytes`)
    pieces.push(piece)
  }
  return new Uint8Array(Buffer.concat(pieces))
}

export const troubleText = (error: unknown, { host, port }: Pick<HttpsAddress, 'host' | 'port'>): string => {
  const { code, message } =
    error instanceof Error
      ? { code: undefined, ...error, message: error.message }
      : { code: undefined, message: String(error) }
  const known =
    typeof code === 'string' ? (reasons[code] ?? (isCertificate(code) ? untrusted(code) : null)) : null
  return `${host}:${port}: ${known ?? message}`
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host cannot be looked up now',
  ECONNRESET: 'the connection was reset',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'there is no route to it',
  EPIPE: 'the connection was closed',
}

const isCertificate = (code: string): boolean => /CERT|SIGNATURE|ISSUER/.test(code)

const untrusted = (code: string): string =>
  `its certificate is not trusted (${code}); for a development certificate, set SHAKEDOWN_SERVER_CERTIFICATE to its file`
