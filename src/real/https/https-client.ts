import type { IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'

import type { ChannelAnswer, MessageChannel, MessageClient } from '../../engine/index.ts'
import { type HttpsAddress, messagePath, messageType, parseHttpsAddress } from './https-address.ts'
import { sessionHeaders, type ShowWho } from './session-client.ts'
import type { SessionStore } from './session-store.ts'

/** What a client shows a server, and what it trusts. */
export interface HttpsCredentials {
  readonly token: string | null
  /** This user's sessions at servers, where no token is given. */
  readonly sessions?: SessionStore
  /** Certificates to trust instead of those that the system does, as PEM. */
  readonly trusted: string | null
}

/** More is no answer of ours: a server says at most so much at once. */
const answerBytesMax = 32 * 1024 * 1024
/** Several may be under way: one waits for news while others carry. */
const connectionsMax = 6
/** How long a connection may stand still while something is carried. */
const stillMsMax = 20_000

/** Sends messages over HTTPS, by connections that are kept. */
export const httpsClient = (credentials: HttpsCredentials): MessageClient => ({
  open: (text) => {
    const address = parseHttpsAddress(text)
    if (!address)
      return { kind: 'unreachable', detail: `${text} is no address of a file: https://HOST:PORT/NAME` }
    return { kind: 'channel', channel: new HttpsChannel(address, credentials) }
  },
})

class HttpsChannel implements MessageChannel {
  readonly #address: HttpsAddress
  readonly #showWho: ShowWho
  readonly #agent: Agent
  readonly #closing = new AbortController()

  constructor(address: HttpsAddress, { token, trusted, sessions }: HttpsCredentials) {
    this.#address = address
    const bearer = token === null ? {} : { authorization: `Bearer ${token}` }
    this.#showWho =
      token === null && sessions ? sessionHeaders({ ...address, trusted }, sessions) : async () => bearer
    this.#agent = new Agent({
      keepAlive: true,
      maxSockets: connectionsMax,
      minVersion: 'TLSv1.2',
      ...(trusted === null ? {} : { ca: trusted }),
    })
  }

  async ask(message: Uint8Array, patienceMs: number): Promise<ChannelAnswer> {
    if (this.#closing.signal.aborted) return { kind: 'lost', detail: 'the session was given back' }
    try {
      return await this.#asked(message, patienceMs)
    } catch (error) {
      return { kind: 'lost', detail: troubleText(error, this.#address) }
    }
  }

  async close(): Promise<void> {
    this.#closing.abort()
    this.#agent.destroy()
  }

  async #asked(message: Uint8Array, patienceMs: number): Promise<ChannelAnswer> {
    const who = await this.#showWho(this.#address.file, message)
    const response = await this.#send(message, patienceMs, who)
    const bytes = await bodyOf(response)
    const { statusCode = 0 } = response
    if (response.headers['content-type'] === messageType) return { kind: 'answer', bytes }
    const said = new TextDecoder().decode(bytes.subarray(0, 300)).trim()
    const detail = `the server answered ${statusCode}${said === '' ? '' : `: ${said}`}`
    return { kind: statusCode === 401 || statusCode === 403 ? 'denied' : 'lost', detail }
  }

  #send(
    message: Uint8Array,
    patienceMs: number,
    who: Readonly<Record<string, string>>,
  ): Promise<IncomingMessage> {
    const { host, port, file } = this.#address
    return new Promise((resolve, reject) => {
      const sending = request({
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
          ...who,
        },
      })
      sending.on('timeout', () => sending.destroy(new Error('it does not answer any more')))
      sending.on('error', reject)
      sending.on('response', resolve)
      sending.end(message)
    })
  }
}

/** All that a server answered. Rejects where it is more than any answer of ours. */
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

/** Why a server could not be asked. */
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
  EHOSTUNREACH: 'there is no way to it',
  EPIPE: 'the connection was closed',
}

const isCertificate = (code: string): boolean => /CERT|SIGNATURE|ISSUER/.test(code)

const untrusted = (code: string): string =>
  `its certificate is not trusted (${code}); for a development certificate, set SHAKEDOWN_SERVER_CERTIFICATE to its file`
