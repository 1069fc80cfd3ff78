import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'

import { displayText } from '../../engine/event/index.ts'
import { dotText } from '../../engine/identifier/index.ts'
import type { RescuedOp, SyncCopy } from '../../engine/replica/index.ts'
import { writeNewFile } from '../../real/disk/index.ts'
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
    const values = opened.copy.lifecycle.rescued()
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
  /** `write`, `add`, `remove`, `count` or `template-author`. */
  readonly kind: RescuedOp['op']['kind']
  /** What was written; the element of a set; by how much was counted. */
  readonly value: JsonValue
  readonly author: string
  readonly copy: string
  readonly writtenAt: string
  readonly takenOverBy: string | null
}

const viewOf = (value: RescuedOp, copy: SyncCopy): RescuedView => ({
  rescueId: value.id,
  path: value.address,
  kind: value.op.kind,
  value: valueOf(value),
  author: value.author,
  copy: copy.state.hierarchy.registration(copy.lines.rootOf(value.dot.log))?.copyName ?? value.dot.log,
  writtenAt: timeText(value.ms),
  takenOverBy: value.takenOver?.author ?? null,
})

const listText = (views: readonly RescuedView[], name: string): string => {
  if (views.length === 0) return `${name} has nothing in rescue\n`
  const lines = views.flatMap(({ rescueId, path, kind, value, author, copy, writtenAt, takenOverBy }) => [
    `${doneText(kind, path, value)}, by ${author} in ${copy} at ${writtenAt}`,
    takenOverBy === null ? `    ${rescueId}` : `    ${rescueId}, taken over by ${takenOverBy}`,
  ])
  return [
    ...lines,
    `To take one over: npx shakedown file rescue ${name} --take ID; what was done at one moment: LINE.SEQ; everything: all`,
    '',
  ].join('\n')
}

const valueOf = ({ op }: RescuedOp): JsonValue => {
  if (op.kind === 'write') return jsonValue(op.value)
  if (op.kind === 'count') return op.by
  return op.kind === 'template-author' ? op.user : displayText(op.element)
}

const doneText = (kind: RescuedView['kind'], path: string, value: JsonValue): string => {
  switch (kind) {
    case 'write':
      return `${path} = ${value ?? 'empty'}`
    case 'add':
      return `${path}: ${value} added`
    case 'remove':
      return `${path}: ${value} taken out`
    case 'count':
      return `${path}: counted ${value}`
    case 'template-author':
      return `${path} named as an author of the template`
  }
}

/** Each moment of the abandoned copy's becomes one of the taker's, in the order in which they were. */
const takeOver = async (opened: OpenedFolder, id: string): Promise<string> => {
  const { copy, name } = opened
  const wanted = meantBy(id, copy.lifecycle.rescued())
  const left = wanted.filter(({ takenOver, refusal }) => takenOver === null && refusal === null)
  const moments = Map.groupBy(left.length > 0 ? left : wanted, ({ dot }) => dotText(dot))
  if (wanted.length === 0) throw notInRescue(id, name)
  for (const deeds of moments.values()) {
    const outcome = await copy.lifecycle.takeOver(deeds, { author: copy.identity.user, note: '' })
    if (outcome.kind !== 'written') throw endingFailure(outcome, name)
  }
  copy.checkOutDocuments()
  const taken = [...moments.values()].flat()
  const lines = taken.map(
    (each) => `${doneText(each.op.kind, each.address, valueOf(each))}, taken over by ${copy.identity.user}\n`,
  )
  const { conflictCount } = copy.state
  const open =
    conflictCount > 0 ? `  ${conflictCount} in conflict: npx shakedown file conflicts ${name}\n` : ''
  return lines.join('') + open
}

const meantBy = (id: string, deeds: readonly RescuedOp[]): readonly RescuedOp[] =>
  id === 'all' ? deeds : deeds.filter((each) => each.id === id || dotText(each.dot) === id)

const notInRescue = (id: string, name: string): CommandFailure =>
  new CommandFailure(
    failureCodes.usage,
    `Nothing was written: ${id} is not in rescue here.\nSee what is: npx shakedown file rescue ${name}`,
  )

// A document's bytes lie beside the list under their hash, so that no name from elsewhere decides where a file goes.
const exportTo = (folder: string, values: readonly RescuedOp[], copy: SyncCopy): void => {
  mkdirSync(folder, { recursive: true })
  for (const { op } of values) {
    if (op.kind !== 'write' || op.value.kind !== 'content') continue
    const pieces = copy.library.versions.pieces(op.value)
    if (!pieces) continue
    const path = join(folder, basename(op.value.hash))
    rmSync(path, { force: true })
    writeNewFile(path, pieces)
  }
  const rescued = values.map((value) => ({
    ...viewOf(value, copy),
    content: value.op.kind === 'write' && value.op.value.kind === 'content' ? value.op.value.hash : null,
  }))
  writeFileSync(join(folder, 'rescue.json'), jsonText({ rescued }))
}
