import { type BinnedDocument, keepVersionsMs } from '../../../engine/document/index.ts'
import { countedText } from '../../../result/format.ts'
import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { jsonText, timeText } from '../../context/printed-text.ts'
import { copyArgument, jsonOption, type JsonOption } from '../../context/shared-options.ts'
import { closedFailure, diskFailure } from '../open/failures.ts'
import { withCopy } from '../open/open-copy.ts'

export const documentBin: CommandDefinition = {
  name: 'file document bin',
  oldNames: ['file bin'],
  description: 'list the recycle bin, or empty it',
  examples: ['file document bin ACME --empty'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .option('--empty', 'empty it: the retention policy may then drop the bytes')
      .option(...jsonOption)
      .action((name: string, options: JsonOption & { readonly empty?: boolean }) =>
        bin(name, options, context),
      ),
}

const bin = async (
  name: string,
  options: { readonly json?: boolean; readonly empty?: boolean },
  context: CommandContext,
): Promise<void> => {
  if (options.empty) return emptyBin(name, context)
  const views = await withCopy(name, 'document bin', context, async ({ copy }) =>
    copy.library.recycleBin().map(binView),
  )
  context.out(options.json ? jsonText({ bin: views }) : listText(views, name, context.calledAs))
}

const emptyBin = async (name: string, context: CommandContext): Promise<void> => {
  const text = await withCopy(name, 'document bin', context, async ({ copy }) => {
    const gone = copy.library.recycleBin().filter(({ life }) => life.kind === 'deleted')
    for (const { document } of gone) {
      const action = { author: copy.identity.user, note: '' }
      const outcome = await copy.records.emptyBin(document.documentId, action)
      if (outcome.kind === 'disk-trouble') throw diskFailure(outcome.trouble, name)
      if (outcome.kind === 'closed') throw closedFailure(outcome, name)
    }
    const keep = keepVersionsMs(copy.state)
    const when = keep === null || keep === Number.POSITIVE_INFINITY ? neverText(name, context.calledAs) : ''
    return `The recycle bin of ${name} was emptied of ${countedText(gone.length, 'document')}\n${when}`
  })
  context.out(text)
}

const neverText = (name: string, shakedown: string): string =>
  `  Their bytes are kept all the same, since the file keeps every version. To change that: ${shakedown} file document keep-versions ${name} 90d\n`

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
  deletedAt: life.deletedBy[0] ? timeText(life.deletedBy[0].timestamp.ms) : null,
  keptBy: life.kind === 'kept' ? [...new Set(life.keptBy.map(({ author }) => author))] : [],
})

const listText = (views: readonly BinView[], name: string, shakedown: string): string => {
  if (views.length === 0) return `The recycle bin of ${name} is empty\n`
  const lines = views.flatMap(({ name: document, documentId, deletedBy, deletedAt, keptBy }) => [
    `${document}, deleted by ${deletedBy.join(', ')} at ${deletedAt}${keptBy.length > 0 ? `, KEPT by a save of ${keptBy.join(', ')}` : ''}`,
    `      document ${documentId}`,
  ])
  return [...lines, `To get one back: ${shakedown} file document restore ${name} DOCUMENT`, ''].join('\n')
}
