import type { AbandonmentRecord, Recording } from '../record/index.ts'
import type { JudgeParts } from './judge.ts'
import { judgementOf } from './verdict.ts'

/**
 * The longest time in which an informed copy hands in unsent work and gives its session back. A share cannot
 * know who asks, so only the copy's own program can refuse.
 */
export const handInMs = 60_000

export const abandonedGetNothing: JudgeParts<Recording, readonly AbandonmentRecord[]> = {
  applies: ({ abandonments }) => (abandonments.length > 0 ? abandonments : null),
  judge: (abandonments) => {
    const findings = abandonments.flatMap((abandonment) => givenLater(abandonment))
    const known = abandonments.filter(({ knownUs }) => knownUs !== null).length
    if (known === 0) findings.push('no abandoned copy ever learned of it')
    return judgementOf(`${abandonments.length} abandoned copies, and ${known} learned of it`, findings)
  },
}

const givenLater = ({ copy, knownUs, lastSessionUs, appliedLater }: AbandonmentRecord): string[] => {
  if (knownUs === null) return []
  const afterMs = ((lastSessionUs ?? knownUs) - knownUs) / 1000
  const late =
    afterMs > handInMs ? [`${copy} still had a session ${Math.round(afterMs / 1000)} s after it knew`] : []
  return [...late, ...appliedLater.map((id) => `${copy} applied ${id}, which was written after it knew`)]
}
