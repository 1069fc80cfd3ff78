import { existsSync } from 'node:fs'
import { relative } from 'node:path'

import type { ChangeFeed } from '../../access/ports/index.ts'
import { remoteFeed } from '../../access/replication/index.ts'
import type { FeedSource } from '../../access/store/index.ts'
import { feedClient, isHttpsAddress, parseServerAddress } from '../../real/https/client/index.ts'
import {
  branchKeys,
  realClock,
  realCompression,
  realDigest,
  realRandom,
  realSignature,
  userStateFolder,
} from '../../real/machine/index.ts'
import type { CommandContext } from '../context/command-context.ts'
import { CommandFailure, failureCodes } from '../context/command-failure.ts'
import { trustedCertificates } from '../file/link/connect-to.ts'
import { fileFeed } from './file-feed.ts'
import { withStore } from './open-store.ts'

export interface BranchFeed {
  readonly feed: ChangeFeed
  readonly close: () => void
}

/** Over HTTPS, or from a file that this machine reaches. Throws CommandFailure. */
export const openFeed = (source: FeedSource, context: CommandContext): BranchFeed =>
  isHttpsAddress(source.centre)
    ? overHttps(source, context)
    : { feed: fileFeed(source.centre), close: () => {} }

/** Throws CommandFailure if the file is no centre. */
export const checkCentreFile = async (path: string, context: CommandContext): Promise<void> => {
  const shown = relative(context.cwd, path)
  if (!existsSync(path))
    throw new CommandFailure(
      failureCodes.outside,
      `Cannot reach the centre at ${shown}: there is nothing. Nothing was changed.\nName the file of a centre's data store.`,
    )
  await withStore(path, context, async ({ kind }) => {
    if (kind === 'branch')
      throw new CommandFailure(
        failureCodes.usage,
        `${shown} is a branch, and only a centre gives out facts. Nothing was changed.`,
      )
  })
}

/** The branch's key, in hexadecimal digits. */
export const branchKey = (name: string, context: CommandContext): string =>
  keysOf(name, context).publicKey.toHex()

const keysOf = (name: string, { stateFolder }: CommandContext) =>
  branchKeys(stateFolder ?? userStateFolder(), name)

const overHttps = ({ centre, name }: FeedSource, context: CommandContext): BranchFeed => {
  const server = parseServerAddress(centre)
  if (!server)
    throw new CommandFailure(
      failureCodes.usage,
      `${centre} is no address of a centre: https://HOST:PORT. Nothing was changed.`,
    )
  const channel = feedClient({ ...server, trusted: trustedCertificates() })
  const identity = { branch: name, privateKey: keysOf(name, context).privateKey }
  const ports = {
    clock: realClock,
    random: realRandom,
    digest: realDigest,
    signature: realSignature,
    compression: realCompression,
  }
  return { feed: remoteFeed(channel, identity, ports), close: () => channel.close() }
}
