import { resolve } from 'node:path'

import { dotText } from '../../../engine/identifier/index.ts'
import type { RescuedOp } from '../../../engine/replica/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { type CommandFailure, usageFailure } from '../../context/command-failure.ts'
import { jsonText } from '../../context/printed-text.ts'
import { copyArgument, jsonOption } from '../../context/shared-options.ts'
import { endingFailure } from '../open/failures.ts'
import { type OpenedFolder, withCopy } from '../open/open-copy.ts'
import { exportRescued } from './export-rescued.ts'
import { actionText, rescuedValue, rescuedView, type RescuedView } from './rescued-view.ts'

export const copyRescue: CommandDefinition = {
  name: 'file copy rescue',
  oldNames: ['file rescue'],
  description: 'list, export or take over work that abandoned copies wrote after their cut-off',
  examples: ['file copy rescue ACME --take all'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .option('--take <id>', 'take over the entry with this id, all of one moment by LOG.SEQ, or all')
      .option('--export <folder>', 'write the list and the documents into this folder')
      .option(...jsonOption)
      .action((name: string, options: RescueOptions) => rescue(name, options, context)),
}

interface RescueOptions {
  readonly take?: string
  readonly export?: string
  readonly json?: boolean
}

const rescue = async (name: string, options: RescueOptions, context: CommandContext): Promise<void> => {
  const text = await withCopy(name, 'copy rescue', context, async (opened) => {
    if (options.take !== undefined) return takeOver(opened, options.take)
    const values = opened.copy.lifecycle.rescued()
    const views = values.map((value) => rescuedView(value, opened.copy))
    if (options.export !== undefined) exportRescued(resolve(context.cwd, options.export), values, opened.copy)
    if (options.json) return jsonText({ rescued: views })
    return listText(views, opened) + (options.export === undefined ? '' : `Exported to ${options.export}.\n`)
  })
  context.out(text)
}

const listText = (views: readonly RescuedView[], { name, shakedown }: OpenedFolder): string => {
  if (views.length === 0) return `${name} has nothing in rescue\n`
  const lines = views.flatMap(({ rescueId, path, kind, value, author, copy, writtenAt, takenOverBy }) => [
    `${actionText(kind, path, value)}, by ${author} in ${copy} at ${writtenAt}`,
    takenOverBy === null ? `    ${rescueId}` : `    ${rescueId}, taken over by ${takenOverBy}`,
  ])
  return [
    ...lines,
    `To take one over: ${shakedown} file copy rescue ${name} --take ID; all of one moment: LOG.SEQ; everything: all`,
    '',
  ].join('\n')
}

const takeOver = async (opened: OpenedFolder, id: string): Promise<string> => {
  const { copy, name, shakedown } = opened
  const wanted = meantBy(id, copy.lifecycle.rescued())
  const left = wanted.filter(({ takenOver, refusal }) => takenOver === null && refusal === null)
  const moments = Map.groupBy(left.length > 0 ? left : wanted, ({ dot }) => dotText(dot))
  if (wanted.length === 0) throw notInRescue(id, name)
  for (const ops of moments.values()) {
    const outcome = await copy.lifecycle.takeOver(ops, { author: copy.identity.user, note: '' })
    if (outcome.kind !== 'written') throw endingFailure(outcome, name)
  }
  copy.checkOutDocuments()
  const taken = [...moments.values()].flat()
  const lines = taken.map(
    (each) =>
      `${actionText(each.op.kind, each.address, rescuedValue(each))}, taken over by ${copy.identity.user}\n`,
  )
  const { conflictCount } = copy.state
  const open =
    conflictCount > 0 ? `  ${conflictCount} in conflict: ${shakedown} file conflict list ${name}\n` : ''
  return lines.join('') + open
}

const meantBy = (id: string, ops: readonly RescuedOp[]): readonly RescuedOp[] =>
  id === 'all' ? ops : ops.filter((each) => each.id === id || dotText(each.dot) === id)

const notInRescue = (id: string, name: string): CommandFailure =>
  usageFailure(
    (shakedown) =>
      `Nothing was written: ${id} is not in rescue here.\nSee what is: ${shakedown} file copy rescue ${name}`,
  )
