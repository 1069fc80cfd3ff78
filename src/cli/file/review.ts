import { documentTable } from '../../engine/document/index.ts'
import { type Review, reviewOf } from '../../engine/merge/index.ts'
import type { SyncCopy } from '../../engine/replica/index.ts'
import type { FileContext } from './file-context.ts'
import { withCopy } from './with-copy.ts'
import { jsonText, timeText } from './written-view.ts'

/** One thing that wants a person's eye, and what to do about it. */
interface Finding {
  readonly kind: 'kept' | 'provisional' | 'folder' | 'broken'
  readonly path: string
  readonly detail: string
  readonly next: string
}

/** Lists what wants a person's eye beside conflicts: nothing of it is settled unasked. */
export const review = async (
  name: string,
  options: { readonly json?: boolean },
  context: FileContext,
): Promise<void> => {
  const findings = await withCopy(name, 'review', context, async ({ copy }) =>
    findingsOf(copyReview(copy), name),
  )
  context.out(options.json ? jsonText({ findings }) : listText(findings, name))
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
    next: `file delete ${name} ${table}/${key}, or file restore`,
  })),
  ...provisional.map(({ table, id, field, claimed, shown }): Finding => ({
    kind: 'provisional',
    path: `${table}/${id}.${field}`,
    detail: `claims ${claimed}, which somebody claimed earlier, and is shown as ${shown}`,
    next: `file claim ${name} ${table}/${id}.${field} ${shown}`,
  })),
  ...folders.map(({ path, placement }): Finding => ({
    kind: 'folder',
    path,
    detail:
      placement.kind === 'recovered'
        ? 'is not where somebody put it'
        : 'was deleted, and stays for what lies in it',
    next: `file move ${name} '${path}' FOLDER`,
  })),
  ...broken.map(({ register, table, key, deletedBy }): Finding => ({
    kind: 'broken',
    path: register.address,
    detail: `refers to ${table}/${key}, which ${
      deletedBy.length > 0 ? `was deleted ${deletedBy.map(whoAndWhen).join(', ')}` : 'is not there'
    }`,
    next: `file restore ${name} ${table}/${key}, or file refer ${name} ${register.address} TABLE/KEY`,
  })),
]

const whoAndWhen = ({
  author,
  timestamp,
}: {
  readonly author: string
  readonly timestamp: { readonly ms: number }
}): string => `by ${author} at ${timeText(timestamp.ms)}`

const listText = (findings: readonly Finding[], name: string): string => {
  if (findings.length === 0) return `${name} has nothing to review\n`
  const lines = findings.flatMap(({ path, detail, next }) => [
    `${path} ${detail}`,
    `  to settle it: npx shakedown ${next}`,
  ])
  return [...lines, ''].join('\n')
}
