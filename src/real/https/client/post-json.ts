import { request } from 'node:https'

export interface ServerAt {
  readonly host: string
  readonly port: number
  /** Certificates to trust instead of the system's, as PEM. */
  readonly trusted: string | null
}

export type SessionAnswer =
  | { readonly kind: 'session'; readonly token: string; readonly expiresAtMs: number }
  | { readonly kind: 'refused' | 'unreachable'; readonly detail: string }

const patienceMs = 20_000
const answerBytesMax = 16 * 1024

export const postJson = (server: ServerAt, path: string, content: object): Promise<SessionAnswer> =>
  new Promise((resolve) => {
    const { host, port, trusted } = server
    const body = JSON.stringify(content)
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const ca = trusted === null ? {} : { ca: trusted }
    const options = {
      host,
      port,
      path,
      method: 'POST',
      headers,
      timeout: patienceMs,
      minVersion: 'TLSv1.2' as const,
    }
    const sending = request({ ...options, ...ca }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (piece: string) => {
        text += piece
        if (text.length > answerBytesMax) sending.destroy(new Error('its answer is too long'))
      })
      response.on('end', () => resolve(sessionIn(response.statusCode ?? 0, text)))
    })
    sending.on('timeout', () => sending.destroy(new Error('it does not answer')))
    sending.on('error', ({ message }) =>
      resolve({ kind: 'unreachable', detail: `${host}:${port}: ${message}` }),
    )
    sending.end(body)
  })

const sessionIn = (status: number, text: string): SessionAnswer => {
  if (status !== 200)
    return {
      kind: status === 503 ? 'unreachable' : 'refused',
      detail: text.trim() || `it answered ${status}`,
    }
  try {
    const { token, expiresAtMs } = JSON.parse(text) as Record<string, unknown>
    if (typeof token === 'string' && typeof expiresAtMs === 'number')
      return { kind: 'session', token, expiresAtMs }
  } catch {
    // Reported below: neither case is an answer of ours.
  }
  return { kind: 'unreachable', detail: 'its answer is not in the format of Shakedown' }
}
