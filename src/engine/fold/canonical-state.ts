import { dotText } from '../event/line.ts'
import type { FileState } from './file-state.ts'
import type { Register } from './register.ts'

/**
 * The state as one text, the same bytes on every copy that folded the same events (S3): registers by address with
 * their values by dot, then the registered copies and the continued lines by line. Nothing local, nothing that depends on order of arrival.
 */
export const canonicalState = (state: FileState): string => {
  const lines = state.registers().map(registerLine).sort()
  const copies = state
    .registrations()
    .map(({ line, copyName, user, parent }) => `copy ${line}\t${copyName}\t${user}\t${parent ?? ''}`)
    .sort()
  const continuations = state
    .continuations()
    .map(
      ({ line, continues: { line: old, seq, hash, why } }) => `line ${line}\t${old}.${seq}\t${hash}\t${why}`,
    )
    .sort()
  return [...lines, ...copies, ...continuations, `unknown ops ${state.unknownOps}`].join('\n')
}

const registerLine = ({ address, heads }: Register): string => {
  const values = heads.map(
    ({ dot, canonical, author }) => `${dotText(dot)}=${JSON.stringify(canonical)} by ${author}`,
  )
  return `${address}\t${values.sort().join('\t')}`
}
