import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

import { SyncServer } from '../../engine/index.ts'
import {
  anybody,
  type Authorise,
  type Certificate,
  developmentCertificate,
  listenHttps,
  type ListeningServer,
  ServedRoots,
  serverPorts,
  sessionAuthorise,
  tokenFile,
  TokenFileTrouble,
} from '../../real/https/index.ts'
import { countedText } from '../../result/format.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import { shownName } from '../datastore/store-name.ts'
import type { FileContext } from './file-context.ts'
import { type Access, accessBy, type AccessOptions } from './serve-access.ts'
import { isLoopback, listenFailure } from './serve-trouble.ts'

/** Where a door is, and by which certificate it is known. */
export interface DoorOptions {
  readonly port: string
  readonly host: string
  readonly certificate?: string
  readonly key?: string
  readonly developmentCertificate?: boolean
}

export interface ServeOptions extends DoorOptions {
  readonly root: readonly string[]
  readonly tokens?: string
}

type AllOptions = ServeOptions & AccessOptions

/** Publishes the client files under some folders over HTTPS, until somebody interrupts it. */
export const serve = async (options: AllOptions, context: FileContext): Promise<void> => {
  const port = portOf(options.port)
  const access = await accessBy(options, context)
  try {
    await servedWith(access, port, options, context)
  } finally {
    await access?.close()
  }
  context.out('Stopped: everything that was asked is answered, and lies in its folder.\n')
}

const servedWith = async (
  access: Access | null,
  port: number,
  options: AllOptions,
  context: FileContext,
): Promise<void> => {
  const certificate = await certificateOf(options, context)
  const roots = new ServedRoots(options.root.map((root) => resolve(context.cwd, root)))
  const names = await namesUnder(roots, options.root)
  const server = new SyncServer((name) => roots.find(name), serverPorts)
  const fileIdOf = async (name: string): Promise<string | null> => (await roots.find(name))?.fileId ?? null
  const authorise = access ? sessionAuthorise(access.desk, fileIdOf) : authoriseBy(options, context)
  const door = { server, authorise, certificate, host: options.host, port }
  const listening = await listen(access ? { ...door, desk: access.desk, ...access.feed } : door)
  try {
    context.out(servingText(names, options, listening))
    while (await context.nextLook());
  } finally {
    await listening.close()
    await roots.close()
  }
}

/** Opens a door. Throws CommandFailure. */
export const listen = async (parts: Parameters<typeof listenHttps>[0]): Promise<ListeningServer> => {
  try {
    return await listenHttps(parts)
  } catch (error) {
    throw listenFailure(error, parts)
  }
}

const servingText = (
  names: readonly string[],
  { host, tokens, datastore }: AllOptions,
  { port }: ListeningServer,
): string => {
  const at = originOf(host, port)
  const who =
    datastore !== undefined
      ? `Whoever logs on and has a right in ${shownName(datastore)} may use them.`
      : tokens === undefined
        ? 'Anybody on this machine may use them.'
        : `Whoever has a token of ${tokens} may use them.`
  return [
    `Serving ${countedText(names.length, 'client file')}. ${who} Ctrl-C stops it.`,
    ...names.map((name) => `  ${at}/${encodeURIComponent(name)}`),
    '',
  ].join('\n')
}

/** A server's address as its clients write it. */
export const originOf = (host: string, port: number): string =>
  `https://${host.includes(':') ? `[${host}]` : host}:${port}`

/** Throws CommandFailure. */
export const portOf = (text: string): number => {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw usage(`"${text}" is no port: give a number from 0 to 65535; 0 takes one that is free.`)
}

// No door is open by default: only this machine may do without tokens.
const authoriseBy = ({ tokens, host }: ServeOptions, { cwd }: FileContext): Authorise => {
  if (tokens === undefined) {
    if (isLoopback(host)) return anybody
    throw usage(
      `Without tokens only this machine may be served, and ${host} can be reached from others.\nName a file of users and the SHA-256 of their tokens: --tokens FILE`,
    )
  }
  try {
    return tokenFile(resolve(cwd, tokens))
  } catch (error) {
    if (!(error instanceof TokenFileTrouble)) throw error
    throw usage(`Cannot use the tokens in ${tokens}: ${error.message}.`)
  }
}

/** Throws CommandFailure. */
export const certificateOf = async (options: DoorOptions, context: FileContext): Promise<Certificate> => {
  const { certificate, key } = options
  if (options.developmentCertificate) {
    if (certificate !== undefined || key !== undefined)
      throw usage('Give either --development-certificate, or --certificate with --key.')
    const made = await developmentCertificate(context.stateFolder)
    context.out(
      `With a development certificate, which nobody trusts by itself. Clients on this machine set\n  SHAKEDOWN_SERVER_CERTIFICATE=${made.path}\n`,
    )
    return made
  }
  if (certificate === undefined || key === undefined)
    throw usage(
      'A server needs a certificate: --certificate FILE --key FILE.\nTo try it out on this machine: --development-certificate',
    )
  return { certificate: pemIn(certificate, context), key: pemIn(key, context) }
}

const pemIn = (path: string, { cwd }: FileContext): string => {
  try {
    return readFileSync(resolve(cwd, path), 'utf8')
  } catch (error) {
    throw usage(`Cannot read ${path}: ${error instanceof Error ? error.message : String(error)}.`)
  }
}

const namesUnder = async (roots: ServedRoots, shown: readonly string[]): Promise<readonly string[]> => {
  const where = shown.join(', ')
  const { published, twice } = await roots.names().catch((error: unknown) => {
    throw new CommandFailure(
      failureCodes.outside,
      `Cannot look into ${where}: ${error instanceof Error ? error.message : String(error)}.\nName a folder that holds client files.`,
    )
  })
  if (twice.length > 0)
    throw usage(
      `More than one root has ${twice.join(', ')}, and a name can be published once.\nRename one of the folders.`,
    )
  if (published.length > 0) return published
  throw new CommandFailure(
    failureCodes.clientFile,
    `There is no client file right under ${where}.\nName the folder that their folders lie in, or make one: npx shakedown file create NAME`,
  )
}

const usage = (message: string): CommandFailure => new CommandFailure(failureCodes.usage, message)
