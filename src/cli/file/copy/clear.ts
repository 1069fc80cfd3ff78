import { rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

import { mayClear } from '../../../engine/lifecycle/index.ts'
import { paths } from '../../../engine/storage/folder/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { CommandFailure, failureCodes } from '../../context/command-failure.ts'
import { copyArgument } from '../../context/shared-options.ts'
import { readLink } from '../link/link-settings.ts'
import { unsentTo } from '../link/unsent.ts'
import { withCopy } from '../open/open-copy.ts'

export const copyClear: CommandDefinition = {
  name: 'file copy clear',
  oldNames: ['file clear'],
  description: "remove the engine's files from a copy that has left, and keep its documents",
  examples: ['file copy clear laptop-ann'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .option('--yes', 'do it even if work is lost; without it, the command lists that work')
      .action((name: string, options: { readonly yes?: boolean }) => clear(name, options, context)),
}

/** Removes everything of the engine's from a copy's folder. Its documents stay as plain files. */
const clear = async (
  name: string,
  options: { readonly yes?: boolean },
  context: CommandContext,
): Promise<void> => {
  await withCopy(name, 'copy clear', context, async (opened) => {
    const link = readLink(opened.ports.disk)
    const answer = mayClear(opened.copy, link ? await unsentTo(opened.copy, link.theirSeqs) : 0)
    if (answer.kind === 'may-not') throw refused(name, answer.detail)
    if (answer.kind === 'loses' && options.yes !== true) throw unasked(name, answer.detail)
    // While nobody else can open it: without its format a folder is no copy, even after a crash.
    opened.ports.disk.remove(paths.format)
  })
  rmSync(join(resolve(context.cwd, name), dirname(paths.format)), { recursive: true, force: true })
  context.out(`${name} is a plain folder now. Its documents stay.\n`)
}

const refused = (name: string, detail: string): CommandFailure =>
  new CommandFailure(
    failureCodes.usage,
    (shakedown) =>
      `${name} was not cleared: ${detail}.\nLet it leave first: ${shakedown} file copy leave ${name}`,
  )

const unasked = (name: string, detail: string): CommandFailure =>
  new CommandFailure(
    failureCodes.usage,
    (shakedown) =>
      `${name} was not cleared. This would be lost: ${detail}.\nTo do it: ${shakedown} file copy clear ${name} --yes`,
  )
