import { resolve } from 'node:path'

import { createCopyFrom } from '../../../engine/lifecycle/index.ts'
import type { OtherCopy } from '../../../engine/replication/exchange/index.ts'
import { paths, readFormat } from '../../../engine/storage/folder/index.ts'
import { realCopyPorts } from '../../../real/machine/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { CommandFailure, failureCodes } from '../../context/command-failure.ts'
import { userOption } from '../../context/shared-options.ts'
import { addressOf } from '../link/connect-to.ts'
import { exchangeWith } from '../link/exchange.ts'
import { linkAndSync } from '../link/link-and-sync.ts'
import { type LinkSettings, linkTo, writeLink } from '../link/link-settings.ts'
import { reachCopy } from '../link/reach-copy.ts'
import { closedFailure } from '../open/failures.ts'
import { copyNameOf, makeCopy, type NewCopy } from '../open/new-copy.ts'
import { type OpenedFolder, withCopy } from '../open/open-copy.ts'

export const copyCreate: CommandDefinition = {
  name: 'file copy create',
  isDefault: true,
  description: 'make a sync copy, from a parent or from another copy',
  examples: ['file copy create ACME laptop-ann --user ann'],
  define: (command, context) =>
    command
      .argument('<from>', 'the folder or address of the other copy')
      .argument('<new>', 'the folder to make')
      .option(...userOption)
      .action((from: string, name: string, options: { readonly user?: string }) =>
        createCopy(from, name, options, context),
      ),
}

const createCopy = async (
  from: string,
  name: string,
  options: { readonly user?: string },
  context: CommandContext,
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
    furnish: (opened) => linkAndExchange(opened, linkTo(other, address, opened.copy)),
  }
  try {
    await makeCopy(wanted, context)
  } finally {
    await session.disconnect()
  }
  context.out(`Made ${name}, a copy of ${other.format.fileName} for ${user}, linked to ${from}.\n`)
}

const isCopyOf = (other: OtherCopy, name: string, context: CommandContext): boolean => {
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

const useAgain = async ({ name, from, user }: Again, context: CommandContext): Promise<void> => {
  const whose = await withCopy(name, 'copy create', context, async ({ copy }) => {
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

const linkAndExchange = async (opened: OpenedFolder, link: LinkSettings): Promise<void> => {
  writeLink(opened.ports.disk, link)
  const { failure } = await exchangeWith(opened, link)
  if (failure) throw failure
  opened.copy.checkOutDocuments()
}
