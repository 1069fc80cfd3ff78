import { basename, resolve } from 'node:path'

import type { CreateOutcome } from '../../../engine/lifecycle/index.ts'
import type { CopyPorts, SyncCopy } from '../../../engine/replica/index.ts'
import { paths } from '../../../engine/storage/folder/index.ts'
import { realCopyPorts, processLock } from '../../../real/machine/index.ts'
import { makeWholeFolder } from '../../../real/share/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import { CommandFailure, failureCodes } from '../../context/command-failure.ts'
import { exchangeFailure, openFailure } from './failures.ts'
import { type OpenedFolder, reportingDiskTrouble, flushAndClose, workOrClose } from './open-copy.ts'

export interface NewCopy {
  readonly name: string
  /** The source copy as the user named it, or the new copy's own name. */
  readonly from: string
  readonly create: (ports: CopyPorts) => Promise<CreateOutcome>
  /** What belongs to it from the start; the copy is open. */
  readonly furnish: (opened: OpenedFolder) => Promise<void>
}

/** Makes the folder with all that belongs in it, or nothing at all. */
export const makeCopy = async (wanted: NewCopy, context: CommandContext): Promise<void> => {
  const { name, create, furnish } = wanted
  const target = resolve(context.cwd, name)
  const outcome = await reportingDiskTrouble(name, () =>
    makeWholeFolder(target, async (folder) => {
      const ports = realCopyPorts(folder, context.stateFolder, target)
      const created = createdCopy(await create(ports), wanted)
      const opened = { name, ports, copy: created, shakedown: context.calledAs }
      await workOrClose(opened, furnish)
      await flushAndClose(opened)
      layLock(folder)
    }),
  )
  if (outcome.kind === 'occupied') throw occupied(name)
  if (outcome.kind === 'no-parent') throw noParent(name, outcome.parent)
}

export const copyNameOf = (name: string, context: CommandContext): string =>
  basename(resolve(context.cwd, name))

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
