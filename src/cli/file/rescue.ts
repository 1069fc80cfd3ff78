import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'

import type { RescuedValue, SyncCopy } from '../../engine/index.ts'
import { writeNewFile } from '../../real/index.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import type { FileContext } from './file-context.ts'
import { endingFailure } from './trouble.ts'
import { type OpenedFolder, withCopy } from './with-copy.ts'
import { jsonText, jsonValue, type JsonValue, timeText } from './written-view.ts'

export interface RescueOptions {
  readonly take?: string
  readonly export?: string
  readonly json?: boolean
}

/** Lists what abandoned copies wrote beyond their cuts, exports it, or takes one value of it over. */
export const rescue = async (name: string, options: RescueOptions, context: FileContext): Promise<void> => {
  const text = await withCopy(name, 'rescue', context, async (opened) => {
    if (options.take !== undefined) return takeOver(opened, options.take)
    const values = opened.copy.endings.rescued()
    const views = values.map((value) => viewOf(value, opened.copy))
    if (options.export !== undefined) exportTo(resolve(context.cwd, options.export), values, opened.copy)
    if (options.json) return jsonText({ rescued: views })
    return listText(views, name) + (options.export === undefined ? '' : `Exported to ${options.export}.\n`)
  })
  context.out(text)
}

/** A value in rescue, as --json prints it. */
interface RescuedView {
  readonly rescueId: string
  readonly path: string
  readonly value: JsonValue
  readonly author: string
  readonly copy: string
  readonly writtenAt: string
  readonly takenOverBy: string | null
}

const viewOf = (value: RescuedValue, copy: SyncCopy): RescuedView => ({
  rescueId: value.id,
  path: value.address,
  value: jsonValue(value.write.value),
  author: value.author,
  copy: copy.state.hierarchy.registration(copy.lines.rootOf(value.dot.line))?.copyName ?? value.dot.line,
  writtenAt: timeText(value.ms),
  takenOverBy: value.takenOver?.author ?? null,
})

const listText = (views: readonly RescuedView[], name: string): string => {
  if (views.length === 0) return `${name} has nothing in rescue\n`
  const lines = views.flatMap(({ rescueId, path, value, author, copy, writtenAt, takenOverBy }) => [
    `${path} = ${value ?? 'empty'}, by ${author} in ${copy} at ${writtenAt}`,
    takenOverBy === null ? `    ${rescueId}` : `    ${rescueId}, taken over by ${takenOverBy}`,
  ])
  return [...lines, `To take one over: npx shakedown file rescue ${name} --take ID`, ''].join('\n')
}

const takeOver = async ({ copy, name }: OpenedFolder, id: string): Promise<string> => {
  const value = copy.endings.rescued().find((each) => each.id === id)
  if (!value) {
    throw new CommandFailure(
      failureCodes.usage,
      `Nothing was written: ${id} is not in rescue here.\nSee what is: npx shakedown file rescue ${name}`,
    )
  }
  const outcome = await copy.endings.takeOver(value, { author: copy.identity.user, note: '' })
  if (outcome.kind !== 'written') throw endingFailure(outcome, name)
  copy.layDocuments()
  return `${value.address} = ${jsonValue(value.write.value) ?? 'empty'}, taken over by ${copy.identity.user}\n`
}

// A document's bytes lie beside the list under their hash, so that no name from elsewhere decides where a file goes.
const exportTo = (folder: string, values: readonly RescuedValue[], copy: SyncCopy): void => {
  mkdirSync(folder, { recursive: true })
  for (const { write } of values) {
    if (write.value.kind !== 'content') continue
    const pieces = copy.library.versions.pieces(write.value)
    if (!pieces) continue
    const path = join(folder, basename(write.value.hash))
    rmSync(path, { force: true })
    writeNewFile(path, pieces)
  }
  const rescued = values.map((value) => ({
    ...viewOf(value, copy),
    content: value.write.value.kind === 'content' ? value.write.value.hash : null,
  }))
  writeFileSync(join(folder, 'rescue.json'), jsonText({ rescued }))
}
