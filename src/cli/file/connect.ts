import type { LogId } from '../../engine/identifier/index.ts'
import type { OtherCopy } from '../../engine/replication/exchange/index.ts'
import type { CopyIdentity, FileFormat } from '../../engine/storage/folder/index.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import type { FileContext } from './file-context.ts'
import { linkTo, writeLink } from './link-settings.ts'
import { reachCopy } from './reach-copy.ts'
import { addressOf } from './shares.ts'
import { syncCopy, syncText } from './sync.ts'
import { endingFailure } from './trouble.ts'
import { type OpenedFolder, withCopy } from './with-copy.ts'

/** Links a copy to another copy of the same client file, until it is connected elsewhere, and exchanges with it. */
export const connect = (name: string, otherName: string, context: FileContext): Promise<void> =>
  linkAndSync({ name, otherName, purpose: 'connect' }, context)

/** The same, for good: the other copy is the assigned parent from now on. */
export const reparent = (name: string, otherName: string, context: FileContext): Promise<void> =>
  linkAndSync({ name, otherName, purpose: 'reparent' }, context)

interface Linking {
  readonly name: string
  readonly otherName: string
  readonly purpose: 'connect' | 'reparent'
}

/** Links a copy to another one, syncs with it, and says what came of it. */
export const linkAndSync = async (
  { name, otherName, purpose }: Linking,
  context: FileContext,
): Promise<void> => {
  const address = addressOf(otherName, context)
  const { report, failure } = await withCopy(name, purpose, context, async (opened) => {
    const { session, other } = await reachCopy(address, otherName)
    await session.disconnect()
    refuseStranger(other, otherName, opened.copy)
    await hang(opened, other.log, purpose === 'connect')
    const link = linkTo(other, address, opened.copy)
    writeLink(opened.ports.disk, link)
    return syncCopy(opened, link)
  })
  context.out(syncText(report, name))
  if (failure) throw failure
}

// So that everyone knows who hangs where.
const hang = async (
  { copy, name }: OpenedFolder,
  parent: LogId | null,
  isTemporary: boolean,
): Promise<void> => {
  const outcome = await copy.lifecycle.hang(parent, isTemporary, { author: copy.identity.user, note: '' })
  if (outcome && outcome.kind !== 'written') throw endingFailure(outcome, name)
}

const refuseStranger = (
  other: OtherCopy,
  otherName: string,
  { format, identity }: { readonly format: FileFormat; readonly identity: CopyIdentity },
): void => {
  if (other.format.fileId !== format.fileId) {
    throw usage(
      `${otherName} is a copy of another client file (${other.format.fileName}), not of ${format.fileName}. Nothing was changed.`,
    )
  }
  if (other.log === identity.line) throw usage(`${otherName} is this very copy. Name another one.`)
}

const usage = (message: string): CommandFailure => new CommandFailure(failureCodes.usage, message)
