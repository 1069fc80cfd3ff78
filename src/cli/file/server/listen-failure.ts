import { isIP } from 'node:net'

import { CommandFailure, failureCodes } from '../../context/command-failure.ts'

/** Whether only this machine can reach a server that is bound there. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))

export const listenFailure = (
  error: unknown,
  { host, port }: { readonly host: string; readonly port: number },
): CommandFailure => {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown }
  if (typeof code !== 'string') throw error
  const known = reasons[code]
  if (known) return new CommandFailure(failureCodes.outside, `Cannot listen on ${host}:${port}: ${known}`)
  if (/^ERR_(OSSL|SSL|TLS|CRYPTO)/.test(code))
    return new CommandFailure(
      failureCodes.usage,
      `Cannot use this certificate and key: ${String(message)}.\nBoth must be PEM, and belong together.`,
    )
  throw error
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there.\nStop that, or give another --port.',
  EACCES: 'this user may not.\nGive a --port above 1023.',
  EADDRNOTAVAIL: 'this machine has no such address.\nGive another --host.',
  ENOTFOUND: 'there is no such host.\nGive another --host.',
}
