import { createCopyFrom, type OtherCopy, readOtherCopy, type ShareSession } from '../../engine/index.ts'
import { carry } from './carry.ts'
import type { FileContext } from './file-context.ts'
import { type LinkSettings, linkTo, writeLink } from './link-settings.ts'
import { copyNameOf, makeCopy, type NewCopy } from './new-copy.ts'
import { addressOf, connectTo } from './shares.ts'
import { exchangeFailure, openFailure, unreachedFailure } from './trouble.ts'
import type { OpenedFolder } from './with-copy.ts'

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

const linkAndLevel = async (opened: OpenedFolder, link: LinkSettings): Promise<void> => {
  writeLink(opened.ports.disk, link)
  const { failure } = await carry(opened, link)
  if (failure) throw failure
  opened.copy.layDocuments()
}

/** A session with the copy at an address, and whose copy it is. */
export const reachCopy = async (
  address: string,
  name: string,
): Promise<{ readonly session: ShareSession; readonly other: OtherCopy }> => {
  const answer = await connectTo(address)
  if (answer.kind !== 'session') throw unreachedFailure(answer, name)
  const other = await readOtherCopy(answer.session)
  if (other.kind === 'other-copy') return { session: answer.session, other }
  await answer.session.disconnect()
  if (other.kind === 'interrupted') throw exchangeFailure(other, name, name)
  throw openFailure(other, name)
}
