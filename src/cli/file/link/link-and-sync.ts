import type { LogId } from '../../../engine/identifier/index.ts'
import type { OtherCopy } from '../../../engine/replication/exchange/index.ts'
import type { CopyIdentity, FileFormat } from '../../../engine/storage/folder/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import { usageFailure } from '../../context/command-failure.ts'
import { endingFailure } from '../open/failures.ts'
import { type OpenedFolder, withCopy } from '../open/open-copy.ts'
import { addressOf } from './connect-to.ts'
import { linkTo, writeLink } from './link-settings.ts'
import { reachCopy } from './reach-copy.ts'
import { syncCopy } from './sync-once.ts'
import { syncText } from './sync-text.ts'

const purposes = { connect: 'connect', reparent: 'copy reparent' } as const

interface Linking {
  readonly name: string
  readonly otherName: string
  readonly purpose: 'connect' | 'reparent'
}

export const linkAndSync = async (
  { name, otherName, purpose }: Linking,
  context: CommandContext,
): Promise<void> => {
  const address = addressOf(otherName, context)
  const { report, failure } = await withCopy(name, purposes[purpose], context, async (opened) => {
    const { session, other } = await reachCopy(address, otherName)
    await session.disconnect()
    refuseUnrelated(other, otherName, opened.copy)
    await hang(opened, other.log, purpose === 'connect')
    const link = linkTo(other, address, opened.copy)
    writeLink(opened.ports.disk, link)
    return syncCopy(opened, link)
  })
  context.out(syncText(report, name, context.calledAs))
  if (failure) throw failure
}

// Records the new link in the log, so that every copy learns the hierarchy.
const hang = async (
  { copy, name }: OpenedFolder,
  parent: LogId | null,
  isTemporary: boolean,
): Promise<void> => {
  const outcome = await copy.lifecycle.hang(parent, isTemporary, { author: copy.identity.user, note: '' })
  if (outcome && outcome.kind !== 'written') throw endingFailure(outcome, name)
}

const refuseUnrelated = (
  other: OtherCopy,
  otherName: string,
  { format, identity }: { readonly format: FileFormat; readonly identity: CopyIdentity },
): void => {
  if (other.format.fileId !== format.fileId) {
    throw usageFailure(
      `${otherName} is a copy of another client file (${other.format.fileName}), not of ${format.fileName}. Nothing was changed.`,
    )
  }
  if (other.log === identity.line) throw usageFailure(`${otherName} is this very copy. Name another one.`)
}
