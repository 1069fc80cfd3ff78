import { caseValue, conflictTable, isConflict, ownerGroup } from '../../engine/merge/index.ts'
import { parseAddress } from '../../engine/replica/index.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import type { FileContext } from './file-context.ts'
import { closedFailure, diskFailure } from './trouble.ts'
import { type OpenedFolder, withCopy } from './with-copy.ts'
import { timeText } from './written-view.ts'

export interface AssignOptions {
  readonly to: string
  readonly due?: string
}

/** Gives a conflict to somebody, to be settled until a day. It syncs, so that everybody sees whose it is. */
export const assign = async (
  name: string,
  conflictId: string,
  options: AssignOptions,
  context: FileContext,
): Promise<void> => {
  const dueMs = options.due === undefined ? null : endOfDayMs(options.due)
  context.out(
    await withCopy(name, 'assign', context, (opened) => assignIn(opened, conflictId, { ...options, dueMs })),
  )
}

const assignIn = async (
  { copy, name }: OpenedFolder,
  conflictId: string,
  { to, dueMs }: AssignOptions & { readonly dueMs: number | null },
): Promise<string> => {
  const place = parseAddress(conflictId)
  const register = place && copy.read(place.table, place.key, place.field).register
  if (!register || !isConflict(register.siblings)) throw notInConflict(conflictId, name)
  const { seen } = copy.read(conflictTable, register.address, ownerGroup)
  const value = caseValue(
    to,
    dueMs,
    register.siblings.map(({ dot }) => dot),
  )
  const write = { table: conflictTable, key: register.address, group: ownerGroup }
  const fields = value.kind === 'group' ? value.fields : []
  const outcome = await copy.editGroup(write, fields, seen, { author: copy.identity.user, note: '' })
  if (outcome.kind === 'disk-trouble') throw diskFailure(outcome.trouble, name)
  if (outcome.kind === 'closed') throw closedFailure(outcome, name)
  if (outcome.kind === 'bad-seen') throw new CommandFailure(failureCodes.usage, outcome.detail)
  return `${conflictId} is ${to}'s to settle${dueMs === null ? '' : `, until ${timeText(dueMs)}`}\n`
}

const notInConflict = (conflictId: string, name: string): CommandFailure =>
  new CommandFailure(
    failureCodes.usage,
    `Nothing was written: ${conflictId} is not in conflict.\nSee what is: npx shakedown file conflicts ${name}`,
  )

/** The last moment of a day, in UTC as all times here. */
const endOfDayMs = (day: string): number => {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T23:59:59.999Z`) : Number.NaN
  if (!Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day)) return ms
  throw new CommandFailure(
    failureCodes.usage,
    `"${day}" is no day. Nothing was written.\nWrite it as 2026-12-31.`,
  )
}
