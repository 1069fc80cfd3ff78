import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

import {
  type CentreStore,
  defaultRetentionMs,
  defaultSessionRules,
  type Directory,
  firmReader,
  publishedWindowMs,
  serverFact,
  SessionDesk,
} from '../../engine/index.ts'
import { realClock } from '../../real/clock.ts'
import { realDigest } from '../../real/digest.ts'
import { fileDirectory } from '../../real/directory/file-directory.ts'
import { ldapDirectory } from '../../real/directory/ldap-directory.ts'
import { serverKeys } from '../../real/https/server-keys.ts'
import { realSignature } from '../../real/signature.ts'
import { userStateFolder } from '../../real/state-folder.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import { type AnyStore, openStore } from '../datastore/open-store.ts'
import { auditFile } from './audit-file.ts'
import type { FileContext } from './file-context.ts'
import { ldapSettingsIn } from './ldap-settings.ts'

export interface AccessOptions {
  readonly directory?: string
  readonly ldap?: string
  readonly datastore?: string
  readonly name: string
  readonly audit?: string
}

/** Where people log on, and what runs for it. */
export interface Access {
  readonly desk: SessionDesk
  close(): Promise<void>
}

/** How often branches are told that their centre is there; they look as often (fidelity.md §4.1). */
const beatMs = 5000

/** Null where nobody is to log on. Throws CommandFailure. */
export const accessBy = async (options: AccessOptions, context: FileContext): Promise<Access | null> => {
  const { directory: people, ldap, datastore, name } = options
  if (people === undefined && ldap === undefined && datastore === undefined) return null
  if (datastore === undefined || (people === undefined) === (ldap === undefined))
    throw usage(
      'People log on where the server knows who they are and what they may:\ngive --datastore FILE, and either --directory FILE or --ldap FILE.',
    )
  const directory = directoryOf(options, context)
  const stateFolder = context.stateFolder ?? userStateFolder()
  const keys = serverKeys(stateFolder, name)
  const opened = openStore(datastore, context)
  const tell = await makeKnown(opened, { name, publicKey: keys.publicKey.toHex(), datastore })
  if (tell) context.out(tell)
  const stop = opened.kind === 'centre' ? beating(opened.store) : () => {}
  const desk = new SessionDesk({
    issuer: { name, keys },
    directory,
    knowFirm: firmReader(opened.store, realClock),
    rules: defaultSessionRules,
    windowMs: publishedWindowMs(defaultSessionRules),
    ports: { clock: realClock, digest: realDigest, signature: realSignature },
    audit: auditFile(resolve(context.cwd, options.audit ?? join(stateFolder, 'audit.log')), context.err),
  })
  const close = async (): Promise<void> => {
    stop()
    opened.close()
    await directory.close()
  }
  return { desk, close }
}

const directoryOf = ({ directory, ldap }: AccessOptions, { cwd }: FileContext): Directory => {
  const nowMs = (): number => realClock.nowMs()
  if (ldap !== undefined) return ldapDirectory(ldapSettingsIn(resolve(cwd, ldap), ldap), nowMs)
  const path = resolve(cwd, directory ?? '')
  if (!existsSync(path))
    throw usage(
      `There are no people in ${directory}.\nWrite some: npx shakedown directory person ${directory} USER`,
    )
  return fileDirectory(path, nowMs)
}

/** Sees to it that other instances know this one's tokens; where only somebody at the centre can, says how. */
const makeKnown = async (
  { kind, store }: AnyStore,
  {
    name,
    publicKey,
    datastore,
  }: { readonly name: string; readonly publicKey: string; readonly datastore: string },
): Promise<string | null> => {
  const fact = serverFact(name, { publicKey })
  const answer = await store.facts('server', realClock.nowMs())
  const isKnown =
    answer.kind === 'facts' && answer.facts.some(({ key, value }) => key === fact.key && value === fact.value)
  if (isKnown) return null
  if (kind === 'branch')
    return `Other servers do not know this one yet. At the centre: npx shakedown datastore server CENTRE ${name} --key ${publicKey}\n`
  const outcome = await store.write([fact], { by: name, atMs: realClock.nowMs() })
  if (outcome.kind === 'written') return null
  throw new CommandFailure(
    failureCodes.outside,
    `Cannot write to ${datastore}: this server would be unknown to others.\nSee how things stand: npx shakedown datastore status ${datastore}`,
  )
}

const beating = (store: CentreStore): (() => void) => {
  let cancel = (): void => {}
  const beat = (): void => {
    // Trouble with its disk is said to whoever writes there next; branches notice that they do not hear of it.
    void store.keepUp(realClock.nowMs(), defaultRetentionMs)
    cancel = realClock.after(beatMs, beat)
  }
  beat()
  return () => cancel()
}

const usage = (message: string): CommandFailure => new CommandFailure(failureCodes.usage, message)
