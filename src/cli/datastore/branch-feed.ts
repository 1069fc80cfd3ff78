import { existsSync } from 'node:fs'
import { relative } from 'node:path'

import { type ChangeFeed, type FeedSource, remoteFeed } from '../../engine/index.ts'
import { realClock } from '../../real/clock.ts'
import { realCompression } from '../../real/compression.ts'
import { realDigest } from '../../real/digest.ts'
import { feedClient } from '../../real/https/feed-client.ts'
import { isHttpsAddress, parseServerAddress } from '../../real/https/https-address.ts'
import { branchKeys } from '../../real/https/server-keys.ts'
import { realRandom } from '../../real/random.ts'
import { realSignature } from '../../real/signature.ts'
import { userStateFolder } from '../../real/state-folder.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import type { FileContext } from '../file/file-context.ts'
import { trustedCertificates } from '../file/shares.ts'
import { openStore } from './open-store.ts'

/** The way from a branch to its centre. */
export interface BranchFeed {
  readonly feed: ChangeFeed
  readonly close: () => Promise<void>
}

/** Opens the way to the centre of a branch: over HTTPS, or to a file that this machine reaches. Throws CommandFailure. */
export const openFeed = async (source: FeedSource, context: FileContext): Promise<BranchFeed> => {
  if (isHttpsAddress(source.centre)) return overHttps(source, context)
  const shown = relative(context.cwd, source.centre)
  if (!existsSync(source.centre))
    throw new CommandFailure(
      failureCodes.outside,
      `Cannot reach the centre at ${shown}: there is nothing. Nothing was changed.\nName the file of a centre's data store.`,
    )
  const opened = await openStore(source.centre, context)
  if (opened.kind === 'centre') return { feed: opened.store, close: () => opened.close() }
  await opened.close()
  throw new CommandFailure(
    failureCodes.usage,
    `${shown} is a branch, and only a centre gives out facts. Nothing was changed.`,
  )
}

/** The public key by which a centre is to know a branch of this machine, in hexadecimal digits. */
export const branchKey = (name: string, context: FileContext): string =>
  keysOf(name, context).publicKey.toHex()

const keysOf = (name: string, { stateFolder }: FileContext) =>
  branchKeys(stateFolder ?? userStateFolder(), name)

const overHttps = ({ centre, name }: FeedSource, context: FileContext): BranchFeed => {
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
  return { feed: remoteFeed(channel, identity, ports), close: async () => channel.close() }
}
