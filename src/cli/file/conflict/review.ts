import { documentTable } from '../../../engine/document/index.ts'
import { type Review, reviewOf } from '../../../engine/merge/index.ts'
import type { SyncCopy } from '../../../engine/replica/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { jsonText, timeText } from '../../context/printed-text.ts'
import { copyArgument, jsonOption, type JsonOption } from '../../context/shared-options.ts'
import { withCopy } from '../open/open-copy.ts'

export const conflictReview: CommandDefinition = {
  name: 'file conflict review',
  oldNames: ['file review'],
  description: 'list other results of merging that a person should review',
  examples: ['file conflict review ACME'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .option(...jsonOption)
      .action((name: string, options: JsonOption) => review(name, options, context)),
}

interface Finding {
  readonly kind: 'kept' | 'provisional' | 'folder' | 'broken'
  readonly path: string
  readonly detail: string
  readonly next: string
}

const review = async (
  name: string,
  options: { readonly json?: boolean },
  context: CommandContext,
): Promise<void> => {
  const findings = await withCopy(name, 'conflict review', context, async ({ copy }) =>
    findingsOf(copyReview(copy), name),
  )
  context.out(options.json ? jsonText({ findings }) : listText(findings, name, context.calledAs))
}

const copyReview = (copy: SyncCopy): Review =>
  reviewOf(copy.state, {
    table: documentTable,
    ids: copy.documents().map(({ documentId }) => documentId),
  })

const findingsOf = ({ kept, provisional, folders, broken }: Review, name: string): readonly Finding[] => [
  ...kept.map(({ table, key, life }): Finding => ({
    kind: 'kept',
    path: `${table}/${key}`,
    detail: `deleted ${life.deletedBy.map(whoAndWhen).join(', ')}, and kept for what somebody else wrote`,
    next: `file record delete ${name} ${table}/${key}, or file record restore`,
  })),
  ...provisional.map(({ table, id, field, claimed, shown }): Finding => ({
    kind: 'provisional',
    path: `${table}/${id}.${field}`,
    detail: `claims ${claimed}, which somebody claimed earlier, and is shown as ${shown}`,
    next: `file field claim ${name} ${table}/${id}.${field} ${shown}`,
  })),
  ...folders.map(({ path, placement }): Finding => ({
    kind: 'folder',
    path,
    detail:
      placement.kind === 'recovered'
        ? 'is not where somebody put it'
        : 'was deleted, and stays for what lies in it',
    next: `file folder move ${name} '${path}' FOLDER`,
  })),
  ...broken.map(({ register, table, key, deletedBy }): Finding => ({
    kind: 'broken',
    path: register.address,
    detail: `refers to ${table}/${key}, which ${
      deletedBy.length > 0 ? `was deleted ${deletedBy.map(whoAndWhen).join(', ')}` : 'is not there'
    }`,
    next: `file record restore ${name} ${table}/${key}, or file field refer ${name} ${register.address} TABLE/KEY`,
  })),
]

const whoAndWhen = ({
  author,
  timestamp,
}: {
  readonly author: string
  readonly timestamp: { readonly ms: number }
}): string => `by ${author} at ${timeText(timestamp.ms)}`

const listText = (findings: readonly Finding[], name: string, shakedown: string): string => {
  if (findings.length === 0) return `${name} has nothing to review\n`
  const lines = findings.flatMap(({ path, detail, next }) => [
    `${path} ${detail}`,
    `  to resolve it: ${shakedown} ${next}`,
  ])
  return [...lines, ''].join('\n')
}
