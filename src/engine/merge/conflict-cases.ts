import { displayText, groupValue, numberValue, signedValue, textValue, type Value } from '../event/index.ts'
import { type Dot, dotText } from '../identifier/index.ts'
import type { FileState } from './file-state.ts'
import type { Register } from './register.ts'

/** Whose a conflict is: a group in a record that is called as the conflict, so that it is everybody's, and can be contested. */
export const conflictTable = 'conflict-cases'
export const ownerGroup = 'owner'

/** Somebody was asked to settle a conflict. */
export interface ConflictCase {
  readonly owner: string
  /** Milliseconds since 1970; null where there is no deadline. */
  readonly dueMs: number | null
  readonly assignedBy: string
  readonly assignedMs: number
}

/** What is written to give a conflict to somebody: it names the values that stood then, or it would be given away for good. */
export const caseValue = (owner: string, dueMs: number | null, standing: readonly Dot[]): Value => {
  const due = dueMs === null ? null : numberValue(String(dueMs))
  return groupValue([
    ['of', signedValue(standing)],
    ['owner', textValue(owner)],
    ['due', due ?? { kind: 'nothing' }],
  ])
}

/**
 * Pure: whose a conflict is, the latest first; several where two gave it to different people at one time, which is a conflict like
 * any other. Nobody's once all the values that stood then were settled, though others may have come into conflict there since.
 */
export const casesOf = (state: FileState, { address, siblings }: Register): readonly ConflictCase[] => {
  const standing = new Set(siblings.map(({ dot }) => dotText(dot)))
  const assigned = state.register(conflictTable, address, ownerGroup)?.siblings ?? []
  return assigned.flatMap(({ value, author, timestamp }) => {
    const fields = value.kind === 'group' ? new Map(value.fields) : null
    const [of, owner, due] = [fields?.get('of'), fields?.get('owner'), fields?.get('due')]
    if (of?.kind !== 'signed' || !owner || !of.versions.some((dot) => standing.has(dotText(dot)))) return []
    const dueMs = due?.kind === 'number' ? Number(due.decimal) : null
    return [{ owner: displayText(owner), dueMs, assignedBy: author, assignedMs: timestamp.ms }]
  })
}

/** The conflicts whose deadline has passed, by address. */
export const overdueConflicts = (state: FileState, nowMs: number): readonly Register[] =>
  state
    .conflicts()
    .filter((register) => casesOf(state, register).some(({ dueMs }) => dueMs !== null && dueMs < nowMs))
