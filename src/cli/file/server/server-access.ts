import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

import type { Directory } from '../../../access/ports/index.ts'
import { type FeedHandler, Replicator } from '../../../access/replication/index.ts'
import { firmReader, serverFact } from '../../../access/rights/index.ts'
import { defaultSessionRules, stalenessBoundMs, SessionService } from '../../../access/session/index.ts'
import { fileDirectory } from '../../../real/directory/file/index.ts'
import { ldapDirectory } from '../../../real/directory/ldap/index.ts'
import {
  realClock,
  realDigest,
  realSignature,
  serverKeys,
  userStateFolder,
} from '../../../real/machine/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import { CommandFailure, failureCodes, usageFailure } from '../../context/command-failure.ts'
import { openFeed } from '../../datastore/branch-feed.ts'
import { centreFeed } from '../../datastore/centre-feed.ts'
import { startHeartbeat } from '../../datastore/heartbeat.ts'
import { type AnyStore, openStore } from '../../datastore/open-store.ts'
import { retentionMsOf } from '../../datastore/retention.ts'
import { isPostgresAddress, shownName } from '../../datastore/store-name.ts'
import { auditFile } from './audit-file.ts'
import { ldapSettingsIn } from './ldap-settings.ts'

export interface AccessOptions {
  readonly directory?: string
  readonly ldap?: string
  readonly datastore?: string
  readonly name: string
  readonly audit?: string
  readonly retention?: string
}

export interface Access {
  readonly sessionService: SessionService
  /** Where branches ask, if the data store is a centre. */
  readonly feed: { readonly feedHandler?: FeedHandler }
  close(): Promise<void>
}

/** Two questions a request would be two round trips to another machine each; against the window of minutes a second is nothing. */
const databaseRestMs = 1000

/** Returns access control, or null if the server needs no log-on. Throws CommandFailure. */
export const accessBy = async (options: AccessOptions, context: CommandContext): Promise<Access | null> => {
  const { directory: people, ldap, datastore, name } = options
  if (people === undefined && ldap === undefined && datastore === undefined) return null
  if (datastore === undefined || (people === undefined) === (ldap === undefined))
    throw usageFailure(
      'People log on where the server knows who they are and what they may:\ngive --datastore FILE, and either --directory FILE or --ldap FILE.',
    )
  const directory = directoryOf(options, context)
  const stateFolder = context.stateFolder ?? userStateFolder()
  const keys = serverKeys(stateFolder, name)
  const retentionMs = retentionMsOf(options.retention)
  const opened = await openStore(datastore, context)
  const notice = await makeKnown(opened, {
    name,
    publicKey: keys.publicKey.toHex(),
    datastore,
    shakedown: context.calledAs,
  })
  if (notice) context.out(notice)
  const stop = await keptFilled(opened, { datastore, retentionMs }, context)
  const sessionService = new SessionService({
    issuer: { name, keys },
    directory,
    knowFirm: firmReader(opened.store, realClock, isPostgresAddress(datastore) ? databaseRestMs : 0),
    rules: defaultSessionRules,
    stalenessBoundMs: stalenessBoundMs(defaultSessionRules),
    ports: { clock: realClock, digest: realDigest, signature: realSignature },
    audit: auditFile(resolve(context.cwd, options.audit ?? join(stateFolder, 'audit.log')), context.err),
  })
  const close = async (): Promise<void> => {
    await stop()
    await opened.close()
    await directory.close()
  }
  return {
    sessionService,
    feed: opened.kind === 'centre' ? { feedHandler: centreFeed(opened.store) } : {},
    close,
  }
}

const directoryOf = ({ directory, ldap }: AccessOptions, { cwd }: CommandContext): Directory => {
  const nowMs = (): number => realClock.nowMs()
  if (ldap !== undefined) return ldapDirectory(ldapSettingsIn(resolve(cwd, ldap), ldap), nowMs)
  const path = resolve(cwd, directory ?? '')
  if (!existsSync(path))
    throw usageFailure(
      (shakedown) =>
        `There are no people in ${directory}.\nWrite some: ${shakedown} directory person ${directory} USER`,
    )
  return fileDirectory(path, nowMs)
}

interface Announced {
  readonly name: string
  readonly publicKey: string
  readonly datastore: string
  readonly shakedown: string
}

/** Publishes this instance's key, so that others accept its tokens. Returns advice if only somebody at the centre can. */
const makeKnown = async (
  { kind, store }: AnyStore,
  { name, publicKey, datastore, shakedown }: Announced,
): Promise<string | null> => {
  const fact = serverFact(name, { publicKey })
  const answer = await store.facts('server', realClock.nowMs())
  const isKnown =
    answer.kind === 'facts' && answer.facts.some(({ key, value }) => key === fact.key && value === fact.value)
  if (isKnown) return null
  if (kind === 'branch')
    return `Other servers do not know this one yet. At the centre: ${shakedown} datastore server CENTRE ${name} --key ${publicKey}\n`
  const outcome = await store.write([fact], { by: name, atMs: realClock.nowMs() })
  if (outcome.kind === 'written') return null
  throw new CommandFailure(
    failureCodes.outside,
    (shakedown) =>
      `Cannot write to ${shownName(datastore)}: this server would be unknown to others.\nSee how things stand: ${shakedown} datastore status ${shownName(datastore)}`,
  )
}

/** A centre sends heartbeats. A branch follows its centre, if its store names one. */
const keptFilled = async (
  opened: AnyStore,
  { datastore, retentionMs }: { readonly datastore: string; readonly retentionMs: number },
  context: CommandContext,
): Promise<() => Promise<void>> => {
  if (opened.kind === 'centre') return startHeartbeat(opened.store, retentionMs)
  const source = opened.fed?.source()
  if (!opened.fed) return async () => {}
  if (!source) {
    context.out(
      `${datastore} was never told where its centre is, and stays as it is: ${context.calledAs} datastore branch ${datastore} --of CENTRE\n`,
    )
    return async () => {}
  }
  const { feed, close } = openFeed(source, context)
  const replicator = new Replicator({ branch: opened.fed, feed, clock: realClock })
  replicator.open()
  context.out(`${datastore} follows its centre at ${source.centre}.\n`)
  return async () => {
    const closed = replicator.close()
    close()
    await closed
  }
}
