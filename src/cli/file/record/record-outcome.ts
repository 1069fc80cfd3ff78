import type { Dot } from '../../../engine/identifier/index.ts'
import type { RecordOutcome } from '../../../engine/replica/index.ts'
import { type MessageFor, usageFailure } from '../../context/command-failure.ts'
import { closedFailure, diskFailure } from '../open/failures.ts'

/** The dot of the written event. Any other outcome ends the command. `hint` names the command that shows the state. */
export const writtenDot = (outcome: RecordOutcome, name: string, hint: MessageFor): Dot => {
  if (outcome.kind === 'acknowledged') return outcome.dot
  if (outcome.kind === 'disk-trouble') throw diskFailure(outcome.trouble, name)
  if (outcome.kind === 'closed') throw closedFailure(outcome, name)
  const { detail } = outcome
  throw usageFailure((shakedown) => `Nothing was written: ${detail}.\n${hint(shakedown)}`)
}
