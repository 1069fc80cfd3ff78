import { dotText } from '../event/line.ts'
import type { FileState } from './file-state.ts'

/**
 * The state as one text, the same bytes on every copy that folded the same events (S3): registers by address with
 * their values by dot, then the registered copies by line. Nothing local, nothing that depends on order of arrival.
 */
export const canonicalState = (state: FileState): string => {
  const registers = [...state.registers()].sort((a, b) => (a.address < b.address ? -1 : 1))
  const lines = registers.map(
    ({ address, heads }) =>
      `${address}\t${heads
        .map((head) => `${dotText(head.dot)}=${JSON.stringify(head.canonical)} by ${head.author}`)
        .sort()
        .join('\t')}`,
  )
  const copies = state
    .registrations()
    .map(({ line, copyName, user, parent }) => `copy ${line}\t${copyName}\t${user}\t${parent ?? ''}`)
    .sort()
  return [...lines, ...copies, `unknown ops ${state.unknownOps}`].join('\n')
}
