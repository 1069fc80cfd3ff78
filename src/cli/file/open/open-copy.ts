import { resolve } from 'node:path'

import { DiskTrouble, orDiskTrouble, type ProcessLock } from '../../../engine/ports/index.ts'
import { type CopyPorts, openCopy, type SyncCopy } from '../../../engine/replica/index.ts'
import {
  compactFolder,
  OwnFolderExchange,
  readOtherCopy,
} from '../../../engine/replication/exchange/index.ts'
import { learnLeases } from '../../../engine/replication/lease/index.ts'
import { applyRetention } from '../../../engine/replication/maintenance/index.ts'
import { ownFolderSession, paths } from '../../../engine/storage/folder/index.ts'
import { removeLeftTemporaries } from '../../../real/disk/index.ts'
import { realCopyPorts, logLock, processLock } from '../../../real/machine/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import { CommandFailure, failureCodes } from '../../context/command-failure.ts'
import { addressOf, connectTo } from '../link/connect-to.ts'
import { readLink } from '../link/link-settings.ts'
import { diskFailure, exchangeFailure, openFailure } from './failures.ts'
import { followLink, recordLocation } from './follow-moved.ts'
import { logBreakText } from './log-break-text.ts'

export interface OpenedFolder {
  readonly copy: SyncCopy
  readonly ports: CopyPorts
  readonly name: string
  readonly shakedown: string
}

export type Work<T> = (opened: OpenedFolder) => Promise<T>

/**
 * Opens a copy for one command, keeping other processes out. Flushes the work before it publishes and
 * closes: acknowledged work is durable even if publishing fails.
 */
export const withCopy = <T>(
  name: string,
  purpose: string,
  context: CommandContext,
  work: Work<T>,
): Promise<T> => openFor({ name, purpose, followsLink: false }, context, work)

/** First follows the link to where the linked copy was moved. */
export const withLinkedCopy = <T>(
  name: string,
  purpose: string,
  context: CommandContext,
  work: Work<T>,
): Promise<T> => openFor({ name, purpose, followsLink: true }, context, work)

interface Opening {
  readonly name: string
  readonly purpose: string
  readonly followsLink: boolean
}

const openFor = async <T>(
  { name, purpose, followsLink }: Opening,
  context: CommandContext,
  work: Work<T>,
): Promise<T> => {
  const folder = resolve(context.cwd, name)
  const ports = realCopyPorts(folder, context.stateFolder)
  return reportingDiskTrouble(name, async () => {
    await refuseUnlessClientFile(ports, name)
    const release = takeLock(processLock(folder, paths.lock), name, purpose)
    try {
      recordLocation(ports)
      if (followsLink) await followLink(name, ports.disk, context)
      const opened = openedFolder(name, ports, context)
      const done = await guardingLog(opened, purpose, context, () => workAndClose(opened, context, work))
      removeLeftTemporaries(folder, paths.tidied)
      return done
    } finally {
      release()
    }
  })
}

const workAndClose = async <T>(opened: OpenedFolder, context: CommandContext, work: Work<T>): Promise<T> => {
  await workOrClose(opened, (each) => learnOwnLeases(each, context))
  const result = await workOrClose(opened, work)
  guardReserved(opened, context)
  await flushAndClose(opened).catch((error: unknown) => reportUnpublished(error, context))
  const change = opened.copy.ownLogChange
  if (change) context.err(`${logBreakText(change, opened.name)}\n`)
  return result
}

// At worst, a save here becomes a conflicting version: no reason to call the work failed.
const guardReserved = ({ copy }: OpenedFolder, context: CommandContext): void => {
  const trouble = orDiskTrouble(() => copy.library.guardReserved(copy.leases))
  if (trouble instanceof DiskTrouble)
    context.err(`${trouble.path} could not be made read-only, or writable again: ${trouble.message}\n`)
}

// A copy without a link arbitrates its own leases.
const learnOwnLeases = async (
  { copy, ports, name }: OpenedFolder,
  context: CommandContext,
): Promise<void> => {
  if (readLink(ports.disk) || ports.disk.kindOf(paths.leasesFolder) === null) return
  const answer = await connectTo(addressOf(name, context))
  if (answer.kind !== 'session') return
  await learnLeases(copy, answer.session, ports.clock)
  await answer.session.disconnect()
}

// If two folders share a log, the second waits, and then finds that the first has extended it.
const guardingLog = async <T>(
  opened: OpenedFolder,
  purpose: string,
  context: CommandContext,
  act: () => Promise<T>,
): Promise<T> => {
  if (opened.copy.ownLogChange) return act()
  const lock = logLock(opened.copy.identity.line, context.stateFolder)
  const release = await workOrClose(opened, async () => takeLock(lock, opened.name, purpose))
  try {
    // Somebody may have gone on with it between this copy's opening and the lock.
    await workOrClose(opened, async () => opened.copy.checkLog())
    return await act()
  } finally {
    release()
  }
}

/** Turns trouble with the disk of the copy called `name` into the command's end. */
export const reportingDiskTrouble = async <T>(name: string, act: () => Promise<T>): Promise<T> => {
  try {
    return await act()
  } catch (error) {
    throw error instanceof DiskTrouble ? diskFailure(error, name) : error
  }
}

export const flushAndClose = async ({ copy, ports, name }: OpenedFolder): Promise<void> => {
  try {
    // Nobody may come back to sign the last events.
    copy.authorship?.sign()
    const outcome = await new OwnFolderExchange(copy, ports).flushToClose()
    if (outcome.kind !== 'level') throw exchangeFailure(outcome, name, name)
    await compactFolder(ownFolderSession(ports.disk), ports)
    await applyRetention({ copy, ports, link: null })
  } finally {
    copy.close()
  }
}

const openedFolder = (name: string, ports: CopyPorts, context: CommandContext): OpenedFolder => {
  const outcome = openCopy(ports)
  if (outcome.kind !== 'opened') throw openFailure(outcome, name)
  return { copy: outcome.copy, ports, name, shakedown: context.calledAs }
}

/** Closes the copy where the work fails; where it is done, the copy is still open. */
export const workOrClose = async <T>(
  opened: OpenedFolder,
  work: (opened: OpenedFolder) => Promise<T>,
): Promise<T> => {
  try {
    return await work(opened)
  } catch (error) {
    opened.copy.close()
    throw error
  }
}

// The next command makes up for this: no reason to call acknowledged work failed.
const reportUnpublished = (error: unknown, context: CommandContext): void => {
  if (!(error instanceof CommandFailure)) throw error
  context.err(
    `What was done here is kept, but other copies cannot see it yet. ${error.messageFor(context.calledAs)}\n`,
  )
}

// Before the lock is taken: a folder that is no client file of ours must not even get a lock file.
const refuseUnlessClientFile = async (ports: CopyPorts, name: string): Promise<void> => {
  const found = await readOtherCopy(ownFolderSession(ports.disk))
  if (found.kind === 'other-copy' || found.kind === 'interrupted') return
  throw openFailure(found, name)
}

/** Makes sure that no other process has the copy open; throws the command's end where one has. */
export const takeLock = (lock: ProcessLock, name: string, purpose: string): (() => void) => {
  const answer = lock.take(`shakedown file ${purpose}`)
  if (answer.kind === 'held') return answer.release
  const holder = answer.by ? `process ${answer.by.processId} (${answer.by.purpose})` : 'another process'
  throw new CommandFailure(
    failureCodes.outside,
    `${name} is in use by ${holder}. Nothing was changed.\nTry again when that has ended.`,
  )
}
