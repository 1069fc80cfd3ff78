import { dotText } from '../identifier/index.ts'
import type { Abandonment, Hierarchy, LockDown, Registration } from './hierarchy.ts'

/** Sorted, and the same on every copy that applied the same events. */
export const hierarchyLines = (hierarchy: Hierarchy): readonly string[] => [
  ...hierarchy
    .registrations()
    .map((registration) => copyLine(registration, hierarchy))
    .sort(),
  ...hierarchy.abandonments().map(abandonedLine),
  ...hierarchy.lockDowns().map(lockDownLine),
]

const copyLine = (copy: Registration, hierarchy: Hierarchy): string => {
  const { log, copyName, user, parent, hangsUnder } = copy
  const stage = hierarchy.leaving(log)?.stage ?? ''
  return `copy ${log}\t${copyName}\t${user}\t${parent ?? ''}\t${hangsUnder ?? ''}\t${stage}`
}

const abandonedLine = ({ log, seq, hash, by }: Abandonment): string =>
  `abandoned ${log}.${seq} ${hash} by ${by.map(({ dot }) => dotText(dot)).join(' ')}`

const lockDownLine = ({ dot, confirmedBy }: LockDown): string =>
  `locked down ${dotText(dot)}, confirmed by ${confirmedBy.join(' ')}`
