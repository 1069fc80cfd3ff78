import { checks } from '../../plan/definitions/check/index.ts'
import { expectedConflicts } from './by-file.ts'
import { everyRun, judgeOf } from './judge.ts'
import { actionMistakes } from './oracle/registry.ts'
import { judgementOf } from './verdict.ts'

/** A run that skipped more than this share of the plan has tested something else. */
export const skippedShareMax = 0.05

/** The largest share of people's items that may fall into times without a machine. */
export const missedShareMax = 0.25

export const planCarriedOutJudge = judgeOf(checks.planCarriedOut, {
  applies: everyRun,
  judge: (recording) => {
    const { plannedItems, skippedItems, missedItems, faults, leftBehind, expectedConflictsMin } = recording
    const { actions, writes, files } = recording
    const { open, resolved } = expectedConflicts(writes, files)
    const findings = faults.flatMap(({ id, happened }) =>
      happened ? [] : [`${id} did not happen as planned`],
    )
    findings.push(...leftBehind, ...actionMistakes(actions, writes))
    if (skippedItems.length > plannedItems * skippedShareMax) {
      findings.push(
        `${skippedItems.length} of ${plannedItems} planned items could not be done, such as ${skippedItems[0]}`,
      )
    }
    if (missedItems.length > plannedItems * missedShareMax) {
      findings.push(
        `${missedItems.length} of ${plannedItems} planned items fell into the time that their machine did not run`,
      )
    }
    if (open + resolved < expectedConflictsMin) {
      findings.push(
        `only ${open + resolved} conflicts were expected, and fewer than ${expectedConflictsMin} test nothing`,
      )
    }
    const missed = missedItems.length === 0 ? '' : ` ${missedItems.length} missed without a machine,`
    const summary = `${plannedItems} planned items, ${skippedItems.length} skipped,${missed} ${faults.length} faults, ${open + resolved} expected conflicts`
    return judgementOf(summary, findings)
  },
})
