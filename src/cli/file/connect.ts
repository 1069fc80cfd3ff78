import { resolve } from 'node:path'

import type { CopyIdentity, FileFormat, OtherCopy } from '../../engine/index.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import { reachCopy } from './copy.ts'
import type { FileContext } from './file-context.ts'
import { linkTo, writeLink } from './link-settings.ts'
import { syncCopy, syncText } from './sync.ts'
import { withCopy } from './with-copy.ts'

/** Links a copy to another copy of the same client file, until it is connected elsewhere, and exchanges with it. */
export const connect = async (name: string, otherName: string, context: FileContext): Promise<void> => {
  const address = resolve(context.cwd, otherName)
  const { report, failure } = await withCopy(name, 'connect', context, async (opened) => {
    const { session, other } = await reachCopy(address, otherName)
    await session.disconnect()
    refuseStranger(other, otherName, opened.copy)
    const link = linkTo(other, address, opened.copy.identity)
    writeLink(opened.ports.disk, link)
    return syncCopy(opened, link)
  })
  context.out(syncText(report, name))
  if (failure) throw failure
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
  if (other.line === identity.line) throw usage(`${otherName} is this very copy. Name another one.`)
}

const usage = (message: string): CommandFailure => new CommandFailure(failureCodes.usage, message)
