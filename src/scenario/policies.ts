import { policies } from '../plan/definitions/policy/index.ts'
import { plainWordOf } from '../plan/definitions/word.ts'

export const resolveConflicts = plainWordOf(policies.resolveConflicts)
export const takeTurns = plainWordOf(policies.takeTurns)
