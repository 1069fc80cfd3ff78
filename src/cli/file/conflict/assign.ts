import { caseValue, conflictTable, isConflict, ownerGroup } from '../../../engine/merge/index.ts'
import { parseAddress } from '../../../engine/replica/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { CommandFailure, failureCodes } from '../../context/command-failure.ts'
import { timeText } from '../../context/printed-text.ts'
import { copyArgument } from '../../context/shared-options.ts'
import { closedFailure, diskFailure } from '../open/failures.ts'
import { type OpenedFolder, withCopy } from '../open/open-copy.ts'

export const conflictAssign: CommandDefinition = {
  name: 'file conflict assign',
  oldNames: ['file assign'],
  description: 'assign a conflict to a user, with a due day',
  examples: ['file conflict assign ACME trial-balance/1010.amount --to ann --due 2026-12-31'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument('<conflict-id>', 'the id of the conflict, as listed')
      .requiredOption('--to <user>', 'the user who resolves it')
      .option('--due <day>', 'the last day for it, such as 2026-12-31')
      .action((name: string, conflictId: string, options: AssignOptions) =>
        assign(name, conflictId, options, context),
      ),
}

interface AssignOptions {
  readonly to: string
  readonly due?: string
}

/** Syncs, so that everybody sees who is to resolve the conflict. */
const assign = async (
  name: string,
  conflictId: string,
  options: AssignOptions,
  context: CommandContext,
): Promise<void> => {
  const dueMs = options.due === undefined ? null : endOfDayMs(options.due)
  context.out(
    await withCopy(name, 'conflict assign', context, (opened) =>
      assignIn(opened, conflictId, { ...options, dueMs }),
    ),
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
  return `${conflictId} is ${to}'s to resolve${dueMs === null ? '' : `, until ${timeText(dueMs)}`}\n`
}

const notInConflict = (conflictId: string, name: string): CommandFailure =>
  new CommandFailure(
    failureCodes.usage,
    (shakedown) =>
      `Nothing was written: ${conflictId} is not in conflict.\nSee what is: ${shakedown} file conflict list ${name}`,
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
