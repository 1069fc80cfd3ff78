import type { BinnedDocument } from '../../engine/index.ts'
import type { FileContext } from './file-context.ts'
import { withCopy } from './with-copy.ts'
import { jsonText, timeText } from './written-view.ts'

/** Lists what somebody deleted, and what was kept by a save all the same. */
export const bin = async (
  name: string,
  options: { readonly json?: boolean },
  context: FileContext,
): Promise<void> => {
  const views = await withCopy(name, 'bin', context, async ({ copy }) =>
    copy.library.recycleBin().map(binView),
  )
  context.out(options.json ? jsonText({ bin: views }) : listText(views, name))
}

interface BinView {
  readonly name: string
  readonly documentId: string
  readonly sizeBytes: number
  readonly deletedBy: readonly string[]
  readonly deletedAt: string | null
  /** Who saved or restored it without having seen the deletion: it is no longer in the bin because of them. */
  readonly keptBy: readonly string[]
}

const binView = ({ document, life }: BinnedDocument): BinView => ({
  name: document.name,
  documentId: document.documentId,
  sizeBytes: document.sizeBytes,
  deletedBy: [...new Set(life.deletedBy.map(({ author }) => author))],
  deletedAt: life.deletedBy[0] ? timeText(life.deletedBy[0].stamp.ms) : null,
  keptBy: life.kind === 'kept' ? [...new Set(life.keptBy.map(({ author }) => author))] : [],
})

const listText = (views: readonly BinView[], name: string): string => {
  if (views.length === 0) return `The recycle bin of ${name} is empty\n`
  const lines = views.flatMap(({ name: document, documentId, deletedBy, deletedAt, keptBy }) => [
    `${document}, deleted by ${deletedBy.join(', ')} at ${deletedAt}${keptBy.length > 0 ? `, KEPT by a save of ${keptBy.join(', ')}` : ''}`,
    `      document ${documentId}`,
  ])
  return [...lines, `To get one back: npx shakedown file restore ${name} DOCUMENT`, ''].join('\n')
}
