import { acknowledgedWork } from './acknowledged-work.ts'
import { conflictsListed } from './conflicts-listed.ts'
import { gapsBounded } from './gaps-bounded.ts'
import { nothingTakenBack } from './nothing-taken-back.ts'
import { outsidersGetNothing } from './outsiders-get-nothing.ts'
import { pastMoment } from './past-moment.ts'
import { planCarriedOut } from './plan-carried-out.ts'
import { sameState } from './same-state.ts'
import { sameTrace } from './same-trace.ts'
import { sessionsKept } from './sessions-kept.ts'
import { storageBounded } from './storage-bounded.ts'
import { waitsBounded } from './waits-bounded.ts'

/** Every check, in the order in which results list them. All other lists of checks derive from this one. */
export const checks = {
  acknowledgedWork,
  conflictsListed,
  sameState,
  nothingTakenBack,
  sessionsKept,
  outsidersGetNothing,
  pastMoment,
  waitsBounded,
  storageBounded,
  sameTrace,
  gapsBounded,
  planCarriedOut,
} as const

export type CheckDefinition = (typeof checks)[keyof typeof checks]
export type CheckKey = CheckDefinition['key']

type CheckOfExecutions<Count extends 1 | 2> = Extract<CheckDefinition, { readonly executions: Count }>

export const allChecks: readonly CheckDefinition[] = Object.values(checks)

export const checksOfExecutions = <Count extends 1 | 2>(count: Count): readonly CheckOfExecutions<Count>[] =>
  allChecks.filter((definition): definition is CheckOfExecutions<Count> => definition.executions === count)

/** Returns the definition with that key. Throws RangeError if there is none. */
export const checkDefinitionOf = (key: CheckKey): CheckDefinition => {
  const found = allChecks.find((definition) => definition.key === key)
  if (!found) throw new RangeError(`no check has the id "${key}"`)
  return found
}
