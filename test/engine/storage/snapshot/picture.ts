import { documentTable } from '../../../../src/engine/document/document-view.ts'
import { dotText } from '../../../../src/engine/identifier/log-id.ts'
import { endsIn } from '../../../../src/engine/log/version-vector.ts'
import { shownNumbers } from '../../../../src/engine/merge/claims.ts'
import { reviewOf } from '../../../../src/engine/merge/review.ts'
import { signOffs } from '../../../../src/engine/merge/sign-offs.ts'
import type { SyncCopy } from '../../../../src/engine/replica/sync-copy.ts'

/** In which order this copy learned of things, which no other one does alike. */
export const orderOf = (copy: SyncCopy): string =>
  textOf({
    registers: copy.state
      .registers()
      .map(({ address, group, merge, siblings: heads }) => [address, group, merge, heads]),
    ruled: merges.map((merge) => copy.state.ruledBy(merge).map(({ address }) => address)),
    hierarchy: copy.state.hierarchy.parts(),
    continuations: copy.state.continuations(),
    wanted: copy.carried.wanted(),
  })

const merges = ['claim', 'parent', 'reference', 'deletion', 'document', 'template'] as const

/** Everything else that a copy can be asked, as one text. */
export const pictureOf = (copy: SyncCopy): string => {
  const { state, logs: lines, library } = copy
  const documents = copy.documents()
  return textOf({
    state: copy.canonicalState().split('\n'),
    conflicts: state.conflicts().map(({ address }) => address),
    review: reviewOf(state, { table: documentTable, ids: documents.map(({ documentId }) => documentId) }),
    numbers: [...shownNumbers(state, 'entries', 'number').values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    signed: signOffs(state, 'entries', 'a'),
    gathered: state.collections.texts(),
    heads: [...lines.versions().values()].flatMap(endsIn),
    applied: [...lines.versions().keys()].map((line) => lines.appliedEnds(line)),
    splits: lines.forks(),
    rescued: copy.lifecycle.rescued(),
    unapplied: copy.unapplied,
    closed: copy.closed,
    lineNews: copy.ownLogChange,
    documents,
    versions: documents.map(({ documentId }) =>
      library.versions.of(documentId).map(({ dot, standing }) => `${dotText(dot)} ${standing}`),
    ),
    bin: library.recycleBin(),
    spent: library.spentVersions(),
    replaced: [...lines.versions().values()]
      .flatMap(endsIn)
      .map(({ log: line, seq, hash }) => copy.carried.replacedBehind({ log: line, seq, hash, theirSeq: 0 })),
    lacking: copy.carried.lackingCount,
  })
}

/** With members by name, whoever made the object. */
const textOf = (content: unknown): string =>
  JSON.stringify(
    content,
    (_name, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    1,
  )
