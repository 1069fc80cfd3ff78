import type { Dot } from '../../engine/identifier/index.ts'
import type { RecordOutcome } from '../../engine/replica/index.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import { closedFailure, diskFailure } from './trouble.ts'

/** The dot of what was written; anything else ends the command. `hint` says what shows how things stand. */
export const writtenDot = (outcome: RecordOutcome, name: string, hint: string): Dot => {
  if (outcome.kind === 'acknowledged') return outcome.dot
  if (outcome.kind === 'disk-trouble') throw diskFailure(outcome.trouble, name)
  if (outcome.kind === 'closed') throw closedFailure(outcome, name)
  throw new CommandFailure(failureCodes.usage, `Nothing was written: ${outcome.detail}.\n${hint}`)
}
