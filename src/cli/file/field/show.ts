import { isConflict } from '../../../engine/merge/index.ts'
import type { SyncCopy } from '../../../engine/replica/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { jsonText } from '../../context/printed-text.ts'
import { addressArgument, copyArgument, jsonOption, type JsonOption } from '../../context/shared-options.ts'
import { type OpenedFolder, withCopy } from '../open/open-copy.ts'
import { placeOf } from './field-address.ts'
import { viewOf, viewText, type WrittenView } from './written-view.ts'

export const fieldShow: CommandDefinition = {
  name: 'file field show',
  oldNames: ['file show'],
  description: 'show the value at TABLE/KEY.FIELD',
  examples: ['file field show ACME trial-balance/1010.amount'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument(...addressArgument)
      .option(...jsonOption)
      .action((name: string, path: string, options: JsonOption) => show(name, path, options, context)),
}

const show = async (
  name: string,
  path: string,
  options: { readonly json?: boolean },
  context: CommandContext,
): Promise<void> => {
  const shown = await withCopy(name, 'field show', context, async (opened) =>
    options.json ? jsonText(showJson(opened, path)) : showText(opened, path),
  )
  context.out(shown)
}

const nothing = { value: null, valueId: null, author: null, copy: null, writtenAt: null }

const showJson = ({ copy }: OpenedFolder, path: string): object => {
  const { register, seen } = readAt(copy, path)
  const siblings = register?.siblings ?? []
  const shown = siblings[0] ? viewOf(siblings[0], copy) : nothing
  const conflict = isConflict(siblings)
  const values = conflict ? { values: siblings.map((sibling) => viewOf(sibling, copy)) } : {}
  return { path, ...shown, seen, conflict, ...values }
}

const showText = (opened: OpenedFolder, path: string): string => {
  const { copy } = opened
  const { register, seen } = readAt(copy, path)
  const siblings = register?.siblings ?? []
  const views = siblings.map((sibling) => viewOf(sibling, copy))
  const shown = views[0]
  if (!shown) return `${path}: nothing is written there\n  seen ${seen}\n`
  const others = isConflict(siblings) ? conflictLines(views.slice(1), opened) : []
  const lines = [
    `${path} = ${shown.value}`,
    `  ${viewText(shown)}`,
    `  value ${shown.valueId}`,
    `  seen ${seen}`,
  ]
  return [...lines, ...others, ''].join('\n')
}

const conflictLines = (
  others: readonly WrittenView[],
  { name, shakedown }: OpenedFolder,
): readonly string[] => [
  '  IN CONFLICT with',
  ...others.flatMap((other) => [`    ${viewText(other)}`, `      value ${other.valueId}`]),
  `  To resolve it: ${shakedown} file conflict list ${name}`,
]

const readAt = (copy: SyncCopy, path: string) => {
  const { table, key, field } = placeOf(path)
  return copy.read(table, key, field)
}
