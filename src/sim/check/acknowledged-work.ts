import type { Recording, WriteRecord } from './recording.ts'
import { type Verdict, verdictOf } from './verdict.ts'

/**
 * S1: whatever was acknowledged is current, listed in a conflict, or superseded by someone who had been shown it, on
 * every copy that lives after healing.
 */
export const acknowledgedWorkIsKept = ({ writes, finals }: Recording): Verdict => {
  const replaced = replacedIds(writes)
  const findings: string[] = []
  for (const { copy, applied, registers } of finals) {
    const standing = new Map(registers.map(({ register, standing: ids }) => [register, ids]))
    for (const { id, register, author } of writes) {
      if (!applied.has(id)) findings.push(`${copy} never received ${id}, written by ${author} to ${register}`)
      else if (!replaced.get(register)?.has(id) && !standing.get(register)?.includes(id))
        findings.push(`${id}, written by ${author} to ${register}, is gone on ${copy}`)
    }
  }
  if (writes.length === 0 || finals.length === 0) findings.push('there was nothing to look at')
  return verdictOf('S1', `${writes.length} acknowledged writes on ${finals.length} copies`, findings)
}

/** By register, the writes whose value somebody was shown who wrote there again. */
const replacedIds = (writes: readonly WriteRecord[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const replaced = new Map<string, Set<string>>()
  for (const { register, shown } of writes) {
    const ids = replaced.get(register) ?? new Set<string>()
    replaced.set(register, ids)
    for (const id of shown) ids.add(id)
  }
  return replaced
}
