import { documentTable } from '../../engine/document/index.ts'
import { dotText } from '../../engine/identifier/index.ts'
import { casesOf, type Register } from '../../engine/merge/index.ts'
import type { SyncCopy } from '../../engine/replica/index.ts'
import type { FileContext } from './file-context.ts'
import { rememberListed } from './listed.ts'
import { withCopy } from './with-copy.ts'
import { jsonText, timeText, viewOf, viewText, type WrittenView } from './written-view.ts'

/** Lists what is in conflict, and remembers what this user was shown: that is what a resolve settles. */
export const conflicts = async (
  name: string,
  options: { readonly json?: boolean },
  context: FileContext,
): Promise<void> => {
  const text = await withCopy(name, 'conflicts', context, async ({ copy, ports }) => {
    const found = copy.state.conflicts()
    rememberListed(ports.disk, copy.identity.user, found)
    const views = found.map((register) => conflictView(register, copy, ports.clock.nowMs()))
    return options.json ? jsonText({ conflicts: views }) : listText(views, copy, name)
  })
  context.out(text)
}

interface ConflictView {
  readonly conflictId: string
  readonly path: string
  readonly shownValueId: string
  readonly values: readonly WrittenView[]
  /** Whose it is to settle: mostly nobody's or somebody's, and several people's where two gave it away at one time. */
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
  values: register.siblings.map((head) => viewOf(head, copy)),
  owners: casesOf(copy.state, register).map(({ owner, dueMs, assignedBy }) => ({
    owner,
    due: dueMs === null ? null : timeText(dueMs),
    isOverdue: dueMs !== null && dueMs < nowMs,
    assignedBy,
  })),
})

const listText = (views: readonly ConflictView[], copy: SyncCopy, name: string): string => {
  if (views.length === 0) return `${name} has no conflicts\n`
  const lines = views.flatMap(({ conflictId, shownValueId, values, owners }) => [
    `${conflictId}${documentName(conflictId, copy)}`,
    ...owners.map(ownerText),
    ...values.flatMap((view) => [
      `  ${view.valueId === shownValueId ? '*' : ' '} ${viewText(view)}`,
      `      value ${view.valueId}`,
    ]),
  ])
  const hint = `* is shown until somebody settles it: npx shakedown file resolve ${name} CONFLICT --take VALUE`
  return [...lines, hint, ''].join('\n')
}

const ownerText = ({ owner, due, isOverdue, assignedBy }: ConflictView['owners'][number]): string => {
  const until = due === null ? '' : `, until ${due}${isOverdue ? ', OVERDUE' : ''}`
  return `    ${owner}'s to settle${until} (given by ${assignedBy})`
}

const documentName = (address: string, copy: SyncCopy): string => {
  const view = copy
    .documents()
    .find(({ documentId }) => address.startsWith(`${documentTable}/${documentId}.`))
  return view ? ` (${view.name})` : ''
}
