import type { Sometimes, SometimesSentence } from '../../plan/sometimes-spec.ts'
import { countConflicts, workGoneWithFolders } from '../check/index.ts'
import type { Recording } from '../record/index.ts'

type Predicate = (recording: Recording) => boolean

const predicates: Readonly<Record<SometimesSentence, Predicate>> = {
  'a session is refused': ({ refusals }) => refusals.length > 0,
  'a VPN drops inside a transfer': ({ faults }) => faults.some(({ insideTransfer }) => insideTransfer),
  'a conflict is resolved': ({ writes }) => countConflicts(writes).resolved > 0,
  'a conflict stays open': ({ writes }) => countConflicts(writes).open > 0,
  'power goes in the middle of a write': ({ faults }) => faults.some(({ insideWrite }) => insideWrite),
  'unacknowledged work survives': ({ keptUnacknowledged }) => keptUnacknowledged.length > 0,
  'unsent work goes with its disk': (recording) => workGoneWithFolders(recording).size > 0,
  'a copy begins a new log': ({ logsBegun }) => logsBegun > 0,
  'a copy is abandoned with unsent work': ({ abandonments }) =>
    abandonments.some(({ rescued }) => rescued.length > 0),
  'abandoned work is taken over': ({ abandonments }) =>
    abandonments.some(({ takenOver }) => takenOver.length > 0),
}

export interface SometimesFound extends Sometimes {
  readonly happened: boolean
}

export const sometimesIn = (stated: readonly Sometimes[], recording: Recording): readonly SometimesFound[] =>
  stated.map(({ what, seedsMin }) => ({ what, seedsMin, happened: predicates[what](recording) }))
