import { dotText } from '../event/line.ts'
import type { FileState } from './file-state.ts'
import { hierarchyLines } from './hierarchy-text.ts'
import type { Register } from './register.ts'

/**
 * The state as one text, the same bytes on every copy that folded the same events (S3): registers by address with
 * their values by dot, then the hierarchy of copies. Nothing local, nothing that depends on order of arrival.
 */
export const canonicalState = (state: FileState): string => {
  const lines = state.registers().map(registerLine).sort()
  const copies = hierarchyLines(state.hierarchy)
  return [...lines, ...copies, `unknown ops ${state.unknownOps}`].join('\n')
}

const registerLine = ({ address, heads }: Register): string => {
  const values = heads.map(
    ({ dot, canonical, author }) => `${dotText(dot)}=${JSON.stringify(canonical)} by ${author}`,
  )
  return `${address}\t${values.sort().join('\t')}`
}
