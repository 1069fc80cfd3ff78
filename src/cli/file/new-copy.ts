import { basename, resolve } from 'node:path'

import type { CreateOutcome } from '../../engine/lifecycle/index.ts'
import type { CopyPorts, SyncCopy } from '../../engine/replica/index.ts'
import { paths } from '../../engine/storage/folder/index.ts'
import { realCopyPorts, processLock } from '../../real/machine/index.ts'
import { makeWholeFolder } from '../../real/share/index.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import type { FileContext } from './file-context.ts'
import { exchangeFailure, openFailure } from './trouble.ts'
import { type OpenedFolder, sayingDiskTrouble, sealAndClose, workOrClose } from './with-copy.ts'

/** A folder that is to become a copy. */
export interface NewCopy {
  readonly name: string
  /** The copy that it is made from, as the user named it; its own name where there is none. */
  readonly from: string
  readonly create: (ports: CopyPorts) => Promise<CreateOutcome>
  /** What belongs to it from the start; the copy is open. */
  readonly furnish: (opened: OpenedFolder) => Promise<void>
}

/** Makes the folder with all that belongs in it, or nothing at all. */
export const makeCopy = async (wanted: NewCopy, context: FileContext): Promise<void> => {
  const { name, create, furnish } = wanted
  const target = resolve(context.cwd, name)
  const outcome = await sayingDiskTrouble(name, () =>
    makeWholeFolder(target, async (folder) => {
      const ports = realCopyPorts(folder, context.stateFolder, target)
      const opened = { name, ports, copy: createdCopy(await create(ports), wanted) }
      await workOrClose(opened, furnish)
      await sealAndClose(opened)
      layLock(folder)
    }),
  )
  if (outcome.kind === 'occupied') throw occupied(name)
  if (outcome.kind === 'no-parent') throw noParent(name, outcome.parent)
}

/** What a copy in this folder is called. */
export const copyNameOf = (name: string, context: FileContext): string => basename(resolve(context.cwd, name))

const createdCopy = (outcome: CreateOutcome, { name, from }: NewCopy): SyncCopy => {
  if (outcome.kind === 'opened') return outcome.copy
  if (outcome.kind === 'exists') throw occupied(name)
  if (outcome.kind === 'interrupted') throw exchangeFailure(outcome, from, name)
  throw openFailure(outcome, name)
}

// Laid with the rest, so that no later command that only looks has to change anything.
const layLock = (folder: string): void => {
  const answer = processLock(folder, paths.lock).take('create')
  if (answer.kind === 'held') answer.release()
}

const occupied = (name: string): CommandFailure =>
  new CommandFailure(
    failureCodes.usage,
    `${name} is there already and not empty. Nothing was changed.\nGive another name, or move away what is there.`,
  )

const noParent = (name: string, parent: string): CommandFailure =>
  new CommandFailure(
    failureCodes.usage,
    `Cannot make ${name}: there is no folder ${parent}.\nMake that first, or give another name.`,
  )
