import { basename, relative, sep } from 'node:path'

export interface Call {
  readonly script: string
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/**
 * The words that call this program again, such as `npx shakedown`. Hints print them: npx might fetch a
 * stranger's package under another spelling.
 */
export const calledAs = ({ script, cwd, env }: Call): string => {
  const isShim = isBehindShim(script)
  if (!isShim && basename(script) !== 'shakedown') return `node ${quoted(relative(cwd, script))}`
  if (!isShim && !isInModules(script)) return 'shakedown'
  // Under npm, npx finds the package that this process runs from.
  if (env['npm_execpath'] !== undefined) return 'npx shakedown'
  return isShim || isOnPath(script, env) ? 'shakedown' : quoted(relative(cwd, script))
}

/** A server's advice names the program in its own way. Returns it in this user's. */
export const asCalledHere = (advice: string, shakedown: string): string =>
  advice.replaceAll('npx shakedown ', `${shakedown} `)

// Windows has no links: a shim beside the other commands runs the package's own script.
const isBehindShim = (script: string): boolean =>
  script.replaceAll('\\', '/').endsWith('/node_modules/shakedown/bin/shakedown.js')

const isInModules = (script: string): boolean => script.includes(`${sep}node_modules${sep}.bin${sep}`)

const isOnPath = (script: string, { PATH }: Call['env']): boolean =>
  (PATH ?? '').split(/[:;]/).some((folder) => folder !== '' && script === `${folder}${sep}shakedown`)

const quoted = (path: string): string =>
  /^[\w./\\:@-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`
