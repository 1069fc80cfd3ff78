import type { Recording } from './recording.ts'
import { type Verdict, verdictOf } from './verdict.ts'

/**
 * S1: whatever was acknowledged is current, listed in a conflict, or superseded by someone who had been shown it, on
 * every copy that lives after healing.
 */
export const acknowledgedWorkIsKept = ({ writes, finals }: Recording): Verdict => {
  const replaced = new Set(writes.flatMap(({ register, shown }) => shown.map((id) => `${register} ${id}`)))
  const findings: string[] = []
  for (const { copy, applied, registers } of finals) {
    const standing = new Set(
      registers.flatMap(({ register, standing: ids }) => ids.map((id) => `${register} ${id}`)),
    )
    for (const { id, register, author } of writes) {
      const key = `${register} ${id}`
      if (!applied.has(id)) findings.push(`${copy} never received ${id}, written by ${author} to ${register}`)
      else if (!standing.has(key) && !replaced.has(key))
        findings.push(`${id}, written by ${author} to ${register}, is gone on ${copy}`)
    }
  }
  if (writes.length === 0 || finals.length === 0) findings.push('there was nothing to look at')
  return verdictOf('S1', `${writes.length} acknowledged writes on ${finals.length} copies`, findings)
}
