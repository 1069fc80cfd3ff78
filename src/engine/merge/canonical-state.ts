import { dotText } from '../identifier/index.ts'
import type { Continuation } from './cold-state.ts'
import type { FileState } from './file-state.ts'
import { hierarchyLines } from './hierarchy-text.ts'
import type { Register } from './register.ts'

/**
 * The state as one text, the same bytes on every copy that folded the same events (S3): registers by address with
 * their values in the order in which they are shown, sets and counters, the hierarchy of copies, which line goes on
 * from which, whose word counts for the template, and which stamps were refused. Nothing local, nothing that depends
 * on order of arrival.
 */
export const canonicalState = (state: FileState): string => {
  const lines = state.registers().map(registerLine).sort()
  return [
    ...lines,
    ...state.collections.texts(),
    ...hierarchyLines(state.hierarchy),
    ...state.continuations().map(continuationLine).sort(),
    `template authors ${state.templateAuthors.names().join('\t')}`,
    ...state.refusedTimestamps().map((stretch) => `stamps refused ${stretch}`),
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
