import { resolve } from 'node:path'

import { createCopyFrom } from '../../engine/lifecycle/index.ts'
import type { OtherCopy } from '../../engine/replication/exchange/index.ts'
import { paths, readFormat } from '../../engine/storage/folder/index.ts'
import { realCopyPorts } from '../../real/machine/index.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import { carry } from './carry.ts'
import { linkAndSync } from './connect.ts'
import type { FileContext } from './file-context.ts'
import { type LinkSettings, linkTo, writeLink } from './link-settings.ts'
import { copyNameOf, makeCopy, type NewCopy } from './new-copy.ts'
import { reachCopy } from './reach-copy.ts'
import { addressOf } from './shares.ts'
import { closedFailure } from './trouble.ts'
import { type OpenedFolder, withCopy } from './with-copy.ts'

/** Makes a sync copy, linked to the copy that it was made from. */
export const copy = async (
  from: string,
  name: string,
  options: { readonly user?: string },
  context: FileContext,
): Promise<void> => {
  const user = options.user ?? context.user
  const copyName = copyNameOf(name, context)
  const address = addressOf(from, context)
  const { session, other } = await reachCopy(address, from)
  if (isCopyOf(other, name, context)) {
    await session.disconnect()
    return useAgain({ name, from, user: options.user ?? null }, context)
  }
  const wanted: NewCopy = {
    name,
    from,
    create: (ports) => createCopyFrom(session, { copyName, user }, ports),
    furnish: (opened) => linkAndLevel(opened, linkTo(other, address, opened.copy)),
  }
  try {
    await makeCopy(wanted, context)
  } finally {
    await session.disconnect()
  }
  context.out(`Made ${name}, a copy of ${other.format.fileName} for ${user}, linked to ${from}.\n`)
}

/** Whether a copy of the same client file lies where the new one is to be made. */
const isCopyOf = (other: OtherCopy, name: string, context: FileContext): boolean => {
  const { disk } = realCopyPorts(resolve(context.cwd, name), context.stateFolder)
  const found = disk.kindOf(paths.format) === 'file' ? readFormat(disk.read(paths.format)) : null
  return found?.kind === 'format' && found.format.fileId === other.format.fileId
}

interface Again {
  readonly name: string
  readonly from: string
  /** Null where nobody in particular was named. */
  readonly user: string | null
}

/** Goes on with a copy that is there: with all of its documents, and what it never sent. */
const useAgain = async ({ name, from, user }: Again, context: FileContext): Promise<void> => {
  const whose = await withCopy(name, 'copy', context, async ({ copy }) => {
    const { closed, identity } = copy
    if (closed?.reason === 'abandoned' || closed?.reason === 'left') throw closedFailure(closed, name)
    if (user !== null && user !== identity.user) throw othersCopy(name, identity.user)
    return identity.user
  })
  context.out(`${name} is a copy of this file already, for ${whose}: it is used again.\n`)
  await linkAndSync({ name, otherName: from, purpose: 'connect' }, context)
}

const othersCopy = (name: string, user: string): CommandFailure =>
  new CommandFailure(
    failureCodes.usage,
    `${name} is a copy of this file already, for ${user}. Nothing was changed.\nGive another name for a copy of your own.`,
  )

const linkAndLevel = async (opened: OpenedFolder, link: LinkSettings): Promise<void> => {
  writeLink(opened.ports.disk, link)
  const { failure } = await carry(opened, link)
  if (failure) throw failure
  opened.copy.checkOutDocuments()
}
