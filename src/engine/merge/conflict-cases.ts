import { displayText, groupValue, numberValue, signedValue, textValue, type Value } from '../event/index.ts'
import { type Dot, dotText } from '../identifier/index.ts'
import type { FileState } from './file-state.ts'
import type { Register } from './register.ts'

/**
 * A record named after the conflict holds its owner. The assignment thus reaches every copy, and can itself be in
 * conflict.
 */
export const conflictTable = 'conflict-cases'
export const ownerGroup = 'owner'

export interface ConflictCase {
  readonly owner: string
  /** Milliseconds since 1970. Null if there is no deadline. */
  readonly dueMs: number | null
  readonly assignedBy: string
  readonly assignedMs: number
}

/** Lists the current values, so the assignment lapses once they are settled. */
export const caseValue = (owner: string, dueMs: number | null, standing: readonly Dot[]): Value => {
  const due = dueMs === null ? null : numberValue(String(dueMs))
  return groupValue([
    ['of', signedValue(standing)],
    ['owner', textValue(owner)],
    ['due', due ?? { kind: 'nothing' }],
  ])
}

/**
 * Latest first. Several if two people assigned the conflict concurrently. Lapses once all values of the
 * time are settled.
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

/** Sorted by address. */
export const overdueConflicts = (state: FileState, nowMs: number): readonly Register[] =>
  state
    .conflicts()
    .filter((register) => casesOf(state, register).some(({ dueMs }) => dueMs !== null && dueMs < nowMs))
