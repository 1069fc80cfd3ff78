import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

import { SyncServer } from '../../../engine/server/index.ts'
import {
  anybody,
  type Authorise,
  type Certificate,
  developmentCertificate,
  type GatewayParts,
  ServedRoots,
  serverPorts,
  sessionAuthorise,
  tokenFile,
  TokenFileTrouble,
} from '../../../real/https/server/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import { CommandFailure, failureCodes, usageFailure } from '../../context/command-failure.ts'
import { isLoopback } from './listen-failure.ts'
import { accessBy, type AccessOptions } from './server-access.ts'

export interface GatewayOptions {
  readonly port: string
  readonly host: string
  readonly certificate?: string
  readonly key?: string
  readonly developmentCertificate?: boolean
  /** Set for a process that another one of this server started: which of its workers it is. */
  readonly asWorker?: string
}

export interface ServeOptions extends AccessOptions, GatewayOptions {
  readonly root: readonly string[]
  readonly tokens?: string
  readonly balancer?: readonly string[]
  readonly drain: string
  readonly workers?: string
  readonly portEach?: boolean
}

export interface Served {
  readonly gateway: GatewayParts
  readonly names: readonly string[]
}

/** Makes the parts of a server, and closes them when `act` returns. Throws CommandFailure. */
export const withServed = async (
  options: ServeOptions,
  context: CommandContext,
  act: (served: Served) => Promise<void>,
): Promise<void> => {
  const access = await accessBy(options, context)
  const roots = rootsOf(options, context)
  try {
    const certificate = await certificateOf(options, context)
    const names = await namesUnder(roots, options.root)
    const server = new SyncServer((name) => roots.find(name), serverPorts)
    const fileIdOf = async (name: string): Promise<string | null> => (await roots.find(name))?.fileId ?? null
    const authorise = access
      ? sessionAuthorise(access.sessionService, fileIdOf)
      : authoriseBy(options, context)
    const { balancer: balancers = [] } = options
    await act({
      gateway: {
        server,
        authorise,
        certificate,
        balancers,
        ...(access && { sessionService: access.sessionService, ...access.feed }),
      },
      names,
    })
  } finally {
    await roots.close()
    await access?.close()
  }
}

export const rootsOf = ({ root }: ServeOptions, { cwd }: CommandContext): ServedRoots =>
  new ServedRoots(root.map((each) => resolve(cwd, each)))

/** No gateway is open by default: only this machine may do without tokens. Throws CommandFailure. */
export const authoriseBy = ({ tokens, host }: ServeOptions, { cwd }: CommandContext): Authorise => {
  if (tokens === undefined) {
    if (isLoopback(host)) return anybody
    throw usageFailure(
      `Without tokens only this machine may be served, and ${host} can be reached from others.\nName a file of users and the SHA-256 of their tokens: --tokens FILE`,
    )
  }
  try {
    return tokenFile(resolve(cwd, tokens))
  } catch (error) {
    if (!(error instanceof TokenFileTrouble)) throw error
    throw usageFailure(`Cannot use the tokens in ${tokens}: ${error.message}.`)
  }
}

/** Throws CommandFailure. */
export const certificateOf = async (
  options: GatewayOptions,
  context: CommandContext,
): Promise<Certificate> => {
  const { certificate, key } = options
  if (options.developmentCertificate) {
    if (certificate !== undefined || key !== undefined)
      throw usageFailure('Give either --development-certificate, or --certificate with --key.')
    const made = await developmentCertificate(context.stateFolder)
    if (options.asWorker === undefined)
      context.out(
        `With a development certificate, which nobody trusts by itself. Clients on this machine set\n  SHAKEDOWN_SERVER_CERTIFICATE=${made.path}\n`,
      )
    return made
  }
  if (certificate === undefined || key === undefined)
    throw usageFailure(
      'A server needs a certificate: --certificate FILE --key FILE.\nTo try it out on this machine: --development-certificate',
    )
  return { certificate: pemIn(certificate, context), key: pemIn(key, context) }
}

const pemIn = (path: string, { cwd }: CommandContext): string => {
  try {
    return readFileSync(resolve(cwd, path), 'utf8')
  } catch (error) {
    throw usageFailure(`Cannot read ${path}: ${error instanceof Error ? error.message : String(error)}.`)
  }
}

/** Throws CommandFailure. */
export const namesUnder = async (
  roots: ServedRoots,
  shown: readonly string[],
): Promise<readonly string[]> => {
  const where = shown.join(', ')
  const { published, twice } = await roots.names().catch((error: unknown) => {
    throw new CommandFailure(
      failureCodes.outside,
      `Cannot look into ${where}: ${error instanceof Error ? error.message : String(error)}.\nName a folder that holds client files.`,
    )
  })
  if (twice.length > 0)
    throw usageFailure(
      `More than one root has ${twice.join(', ')}, and a name can be published once.\nRename one of the folders.`,
    )
  if (published.length > 0) return published
  throw new CommandFailure(
    failureCodes.clientFile,
    (shakedown) =>
      `There is no client file right under ${where}.\nName the folder that their folders lie in, or make one: ${shakedown} file create NAME`,
  )
}
