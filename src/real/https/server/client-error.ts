import type { Socket } from 'node:net'

/** Answers malformed, oversized or slow input, which never reaches a route. */
export const answerClientError = (error: { readonly code?: string | undefined }, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const [status, reason] = answers[error.code ?? ''] ?? [
    '400 Bad Request',
    'This is no HTTP that this server knows.',
  ]
  const body = `${reason}\n`
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    () => socket.destroy(),
  )
}

const answers: Readonly<Record<string, readonly [string, string]>> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'The headers of a request have at most 8 KiB.',
  ],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['413 Payload Too Large', 'The body of a request has no such extensions.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request took too long to come. Send it again.'],
}
