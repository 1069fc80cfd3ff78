import { dotText } from '../identifier/index.ts'
import type { Continuation } from './cold-state.ts'
import type { FileState } from './file-state.ts'
import { hierarchyLines } from './hierarchy-text.ts'
import type { Register } from './register.ts'

/**
 * The same bytes on every copy that applied the same events (S3). Excludes everything local or dependent on
 * order of arrival.
 */
export const canonicalState = (state: FileState): string => {
  const lines = state.registers().map(registerLine).sort()
  return [
    ...lines,
    ...state.collections.texts(),
    ...hierarchyLines(state.hierarchy),
    ...state.continuations().map(continuationLine).sort(),
    `template authors ${state.templateAuthors.names().join('\t')}`,
    ...state.refusedTimestamps().map((span) => `stamps refused ${span}`),
    `unknown ops ${state.unknownOps}`,
  ].join('\n')
}

const continuationLine = ({ log, continues: { line: old, seq, hash, why } }: Continuation): string =>
  `line ${log}\t${old}.${seq}\t${hash}\t${why}`

const registerLine = ({ address, siblings }: Register): string => {
  const values = siblings.map(
    ({ dot, canonical, author }) => `${dotText(dot)}=${JSON.stringify(canonical)} by ${author}`,
  )
  return `${address}\t${values.join('\t')}`
}
