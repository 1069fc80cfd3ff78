import { rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

import { mayClear } from '../../engine/lifecycle/index.ts'
import { paths } from '../../engine/storage/folder/index.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import type { FileContext } from './file-context.ts'
import { readLink } from './link-settings.ts'
import { unsentTo } from './status.ts'
import { withCopy } from './with-copy.ts'

/** Removes everything of the engine's from a copy's folder. Its documents stay as plain files. */
export const clear = async (
  name: string,
  options: { readonly yes?: boolean },
  context: FileContext,
): Promise<void> => {
  await withCopy(name, 'clear', context, async (opened) => {
    const link = readLink(opened.ports.disk)
    const answer = mayClear(opened.copy, link ? await unsentTo(opened.copy, link.theirSeqs) : 0)
    if (answer.kind === 'may-not') throw refused(name, answer.detail)
    if (answer.kind === 'loses' && options.yes !== true) throw unasked(name, answer.detail)
    // While nobody else can open it: without its format a folder is no copy, even if the rest is cut off.
    opened.ports.disk.remove(paths.format)
  })
  rmSync(join(resolve(context.cwd, name), dirname(paths.format)), { recursive: true, force: true })
  context.out(`${name} is a plain folder now. Its documents stay.\n`)
}

const refused = (name: string, detail: string): CommandFailure =>
  new CommandFailure(
    failureCodes.usage,
    `${name} was not cleared: ${detail}.\nLet it leave first: npx shakedown file leave ${name}`,
  )

const unasked = (name: string, detail: string): CommandFailure =>
  new CommandFailure(
    failureCodes.usage,
    `${name} was not cleared. This would be lost: ${detail}.\nTo do it: npx shakedown file clear ${name} --yes`,
  )
