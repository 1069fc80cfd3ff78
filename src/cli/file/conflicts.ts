import { documentTable, dotText, type Register, type SyncCopy } from '../../engine/index.ts'
import type { FileContext } from './file-context.ts'
import { rememberListed } from './listed.ts'
import { withCopy } from './with-copy.ts'
import { jsonText, viewOf, viewText, type WrittenView } from './written-view.ts'

/** Lists what is in conflict, and remembers what this user was shown: that is what a resolve settles. */
export const conflicts = async (
  name: string,
  options: { readonly json?: boolean },
  context: FileContext,
): Promise<void> => {
  const text = await withCopy(name, 'conflicts', context, async ({ copy, ports }) => {
    const found = copy.state.conflicts()
    rememberListed(ports.disk, copy.identity.user, found)
    const views = found.map((register) => conflictView(register, copy))
    return options.json ? jsonText({ conflicts: views }) : listText(views, copy, name)
  })
  context.out(text)
}

interface ConflictView {
  readonly conflictId: string
  readonly path: string
  readonly shownValueId: string
  readonly values: readonly WrittenView[]
}

const conflictView = ({ address, heads }: Register, copy: SyncCopy): ConflictView => ({
  conflictId: address,
  path: address,
  shownValueId: heads[0] ? dotText(heads[0].dot) : '',
  values: heads.map((head) => viewOf(head, copy)),
})

const listText = (views: readonly ConflictView[], copy: SyncCopy, name: string): string => {
  if (views.length === 0) return `${name} has no conflicts\n`
  const lines = views.flatMap(({ conflictId, shownValueId, values }) => [
    `${conflictId}${documentName(conflictId, copy)}`,
    ...values.flatMap((view) => [
      `  ${view.valueId === shownValueId ? '*' : ' '} ${viewText(view)}`,
      `      value ${view.valueId}`,
    ]),
  ])
  const hint = `* is shown until somebody settles it: npx shakedown file resolve ${name} CONFLICT --take VALUE`
  return [...lines, hint, ''].join('\n')
}

const documentName = (address: string, copy: SyncCopy): string => {
  const view = copy
    .documents()
    .find(({ documentId }) => address.startsWith(`${documentTable}/${documentId}.`))
  return view ? ` (${view.name})` : ''
}
