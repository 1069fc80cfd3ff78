import { isConflict } from '../../engine/merge/index.ts'
import type { SyncCopy } from '../../engine/replica/index.ts'
import { placeOf } from './address.ts'
import type { FileContext } from './file-context.ts'
import { type OpenedFolder, withCopy } from './with-copy.ts'
import { jsonText, viewOf, viewText, type WrittenView } from './written-view.ts'

/** What stands at an address, and the token that an edit of it gives back. */
export const show = async (
  name: string,
  path: string,
  options: { readonly json?: boolean },
  context: FileContext,
): Promise<void> => {
  const shown = await withCopy(name, 'show', context, async (opened) =>
    options.json ? jsonText(showJson(opened, path)) : showText(opened, path),
  )
  context.out(shown)
}

const nothing = { value: null, valueId: null, author: null, copy: null, writtenAt: null }

const showJson = ({ copy }: OpenedFolder, path: string): object => {
  const { register, seen } = readAt(copy, path)
  const heads = register?.siblings ?? []
  const shown = heads[0] ? viewOf(heads[0], copy) : nothing
  const conflict = isConflict(heads)
  const values = conflict ? { values: heads.map((head) => viewOf(head, copy)) } : {}
  return { path, ...shown, seen, conflict, ...values }
}

const showText = ({ copy, name }: OpenedFolder, path: string): string => {
  const { register, seen } = readAt(copy, path)
  const heads = register?.siblings ?? []
  const views = heads.map((head) => viewOf(head, copy))
  const shown = views[0]
  if (!shown) return `${path}: nothing is written there\n  seen ${seen}\n`
  const others = isConflict(heads) ? conflictLines(views.slice(1), name) : []
  const lines = [
    `${path} = ${shown.value}`,
    `  ${viewText(shown)}`,
    `  value ${shown.valueId}`,
    `  seen ${seen}`,
  ]
  return [...lines, ...others, ''].join('\n')
}

const conflictLines = (others: readonly WrittenView[], name: string): readonly string[] => [
  '  IN CONFLICT with',
  ...others.flatMap((other) => [`    ${viewText(other)}`, `      value ${other.valueId}`]),
  `  To settle it: npx shakedown file conflicts ${name}`,
]

const readAt = (copy: SyncCopy, path: string) => {
  const { table, key, field } = placeOf(path)
  return copy.read(table, key, field)
}
