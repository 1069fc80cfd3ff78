import type { AccessRecording, Recording, Revocation } from '../record/index.ts'
import type { JudgeParts } from './judge.ts'
import { judgementOf } from './verdict.ts'

/** The window starts when an account is disabled or a role removed, and ends when it is given back. */
export const revokedGetNothing: JudgeParts<Recording, AccessRecording> = {
  applies: ({ access }) => (access?.requiresLogOn ? access : null),
  judge: (access) => {
    const { revocations, sendings, deniedRequests, stalenessBoundMs } = access
    const findings = revocations.flatMap((revocation) => sentTooLate(revocation, access))
    if (revocations.length === 0) findings.push('nobody lost what they might')
    else if (!revocations.some((revocation) => wasDenied(revocation, access)))
      findings.push('nobody who had lost what they might asked for anything')
    else if (sendings.length === 0) findings.push('no door sent anything to anybody')
    const summary = `${revocations.length} revocations among ${sendings.length} answers and ${deniedRequests.length} who were turned away; a right survived for ${Math.round(longestSurvivalMs(access) / 1000)} s at most, and ${Math.round(stalenessBoundMs / 1000)} s is the window`
    return judgementOf(summary, findings)
  },
}

type Given = Pick<AccessRecording, 'revocations' | 'sendings'>

/** The longest time for which a user still got something after losing the right. */
export const longestSurvivalMs = (access: Given): number =>
  Math.max(
    0,
    ...access.revocations.map((revocation) => {
      const last = sentAfter(revocation, access).at(-1)
      return last ? (last.atUs - revocation.atUs) / 1000 : 0
    }),
  )

const sentAfter = ({ user, atUs, backAtUs }: Revocation, { sendings }: Pick<Given, 'sendings'>) =>
  sendings.filter(
    (sending) => sending.user === user && sending.atUs > atUs && sending.atUs < (backAtUs ?? Infinity),
  )

const wasDenied = ({ user, atUs, backAtUs }: Revocation, { deniedRequests }: AccessRecording): boolean =>
  deniedRequests.some((each) => each.user === user && each.atUs > atUs && each.atUs < (backAtUs ?? Infinity))

const sentTooLate = (revocation: Revocation, access: AccessRecording): string[] => {
  const late = sentAfter(revocation, access).filter(
    ({ atUs }) => atUs > revocation.atUs + access.stalenessBoundMs * 1000,
  )
  return late.slice(0, 1).map(({ gateway, atUs }) => {
    const afterS = Math.round((atUs - revocation.atUs) / 1_000_000)
    return `${gateway} sent ${late.length} answers to ${revocation.user}, the first ${afterS} s after the ${revocation.what} was taken back`
  })
}
