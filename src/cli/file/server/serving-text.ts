import { countedText } from '../../../result/format.ts'
import { shownName } from '../../datastore/store-name.ts'
import type { ServeOptions } from './server-parts.ts'

export const originOf = (host: string, port: number): string =>
  `https://${host.includes(':') ? `[${host}]` : host}:${port}`

export const servingText = (
  names: readonly string[],
  { host, tokens, datastore }: ServeOptions,
  ports: readonly number[],
): string => {
  const at = ports.map((port) => originOf(host, port))
  const who =
    datastore !== undefined
      ? `People who log on and have a right in ${shownName(datastore)} may use them.`
      : tokens === undefined
        ? 'Anybody on this machine may use them.'
        : `People with a token of ${tokens} may use them.`
  return [
    `Serving ${countedText(names.length, 'client file')}. ${who} Ctrl-C stops it.`,
    ...at.flatMap((address) => names.map((name) => `  ${address}/${encodeURIComponent(name)}`)),
    '',
  ].join('\n')
}

export const stoppedText = 'Stopped: everything that was asked is answered, and lies in its folder.\n'
