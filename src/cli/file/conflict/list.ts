import { documentTable } from '../../../engine/document/index.ts'
import { dotText } from '../../../engine/identifier/index.ts'
import { casesOf, type Register } from '../../../engine/merge/index.ts'
import type { SyncCopy } from '../../../engine/replica/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { jsonText, timeText } from '../../context/printed-text.ts'
import { copyArgument, jsonOption, type JsonOption } from '../../context/shared-options.ts'
import { viewOf, viewText, type WrittenView } from '../field/written-view.ts'
import { type OpenedFolder, withCopy } from '../open/open-copy.ts'
import { rememberListed } from './listed-conflicts.ts'

export const conflictList: CommandDefinition = {
  name: 'file conflict list',
  oldNames: ['file conflicts'],
  description: 'list the conflicts of a copy',
  examples: ['file conflict list ACME'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .option(...jsonOption)
      .action((name: string, options: JsonOption) => conflicts(name, options, context)),
}

/** A resolve covers the values that were shown to this user. */
const conflicts = async (
  name: string,
  options: { readonly json?: boolean },
  context: CommandContext,
): Promise<void> => {
  const text = await withCopy(name, 'conflict list', context, async (opened) => {
    const { copy, ports } = opened
    const found = copy.state.conflicts()
    rememberListed(ports.disk, copy.identity.user, found)
    const views = found.map((register) => conflictView(register, copy, ports.clock.nowMs()))
    return options.json ? jsonText({ conflicts: views }) : listText(views, opened)
  })
  context.out(text)
}

interface ConflictView {
  readonly conflictId: string
  readonly path: string
  readonly shownValueId: string
  readonly values: readonly WrittenView[]
  /** Who is to resolve it. Several people if two assigned it concurrently. */
  readonly owners: readonly {
    readonly owner: string
    readonly due: string | null
    readonly isOverdue: boolean
    readonly assignedBy: string
  }[]
}

const conflictView = (register: Register, copy: SyncCopy, nowMs: number): ConflictView => ({
  conflictId: register.address,
  path: register.address,
  shownValueId: register.siblings[0] ? dotText(register.siblings[0].dot) : '',
  values: register.siblings.map((sibling) => viewOf(sibling, copy)),
  owners: casesOf(copy.state, register).map(({ owner, dueMs, assignedBy }) => ({
    owner,
    due: dueMs === null ? null : timeText(dueMs),
    isOverdue: dueMs !== null && dueMs < nowMs,
    assignedBy,
  })),
})

const listText = (views: readonly ConflictView[], { copy, name, shakedown }: OpenedFolder): string => {
  if (views.length === 0) return `${name} has no conflicts\n`
  const lines = views.flatMap(({ conflictId, shownValueId, values, owners }) => [
    `${conflictId}${documentName(conflictId, copy)}`,
    ...owners.map(ownerText),
    ...values.flatMap((view) => [
      `  ${view.valueId === shownValueId ? '*' : ' '} ${viewText(view)}`,
      `      value ${view.valueId}`,
    ]),
  ])
  const hint = `* is shown until somebody resolves it: ${shakedown} file conflict resolve ${name} CONFLICT --take VALUE`
  return [...lines, hint, ''].join('\n')
}

const ownerText = ({ owner, due, isOverdue, assignedBy }: ConflictView['owners'][number]): string => {
  const until = due === null ? '' : `, until ${due}${isOverdue ? ', OVERDUE' : ''}`
  return `    ${owner}'s to resolve${until} (given by ${assignedBy})`
}

const documentName = (address: string, copy: SyncCopy): string => {
  const view = copy
    .documents()
    .find(({ documentId }) => address.startsWith(`${documentTable}/${documentId}.`))
  return view ? ` (${view.name})` : ''
}
