import { displayText } from '../../../engine/event/index.ts'
import { dotText, parseDot } from '../../../engine/identifier/index.ts'
import type { Written } from '../../../engine/merge/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { usageFailure } from '../../context/command-failure.ts'
import { copyArgument } from '../../context/shared-options.ts'
import { type Place, placeOf } from '../field/field-address.ts'
import { viewOf, viewText } from '../field/written-view.ts'
import { closedFailure, diskFailure } from '../open/failures.ts'
import { type OpenedFolder, withCopy } from '../open/open-copy.ts'
import { lastListed } from './listed-conflicts.ts'

export const conflictResolve: CommandDefinition = {
  name: 'file conflict resolve',
  oldNames: ['file resolve'],
  description: 'resolve a conflict: keep one of its values',
  examples: ['file conflict resolve laptop-bob trial-balance/1010.amount --take fca2cc5efd2c1ef8.2'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument('<conflict-id>', 'the id of the conflict, as listed')
      .requiredOption('--take <value-id>', 'the id of the value to keep')
      .option(
        '--settles <ids>',
        'the ids of the values that this resolves, with commas between (default: those listed last)',
      )
      .action((name: string, conflictId: string, options: ResolveOptions) =>
        resolveConflict(name, conflictId, options, context),
      ),
}

interface ResolveOptions {
  readonly take: string
  readonly settles?: string
}

const resolveConflict = async (
  name: string,
  conflictId: string,
  options: ResolveOptions,
  context: CommandContext,
): Promise<void> => {
  const place = placeOf(conflictId)
  const text = await withCopy(name, 'conflict resolve', context, (opened) =>
    resolveIn(opened, place, options),
  )
  context.out(text)
}

const resolveIn = async (opened: OpenedFolder, place: Place, options: ResolveOptions): Promise<string> => {
  const { copy, name } = opened
  const resolves = resolvedIds(opened, place.path, options.settles)
  const action = { author: copy.identity.user, note: '' }
  const outcome = await copy.resolve({ ...place, take: options.take, resolves }, action)
  if (outcome.kind === 'disk-trouble') throw diskFailure(outcome.trouble, name)
  if (outcome.kind === 'closed') throw closedFailure(outcome, name)
  if (outcome.kind !== 'resolved') {
    throw usageFailure(
      (shakedown) =>
        `Nothing was resolved: ${outcome.detail}.\nSee what is: ${shakedown} file conflict list ${name}`,
    )
  }
  copy.checkOutDocuments()
  const taken = copy
    .read(place.table, place.key, place.field)
    .register?.siblings.find(({ dot }) => dotText(dot) === dotText(outcome.dot))
  const left = outcome.left.map((written) => viewText(viewOf(written, copy)))
  return resolvedText(place.path, taken ?? null, left, opened)
}

const resolvedIds = (
  { copy, ports, name }: OpenedFolder,
  conflictId: string,
  named: string | undefined,
): readonly string[] => {
  if (named !== undefined) return namedIds(named)
  const listed = lastListed(ports.disk, copy.identity.user, conflictId)
  if (listed) return listed
  throw usageFailure(
    (shakedown) =>
      `Nothing was resolved: ${conflictId} has not been listed to ${copy.identity.user} yet, so it is not known which values were seen.\nLook at them first: ${shakedown} file conflict list ${name}`,
  )
}

const namedIds = (named: string): readonly string[] => {
  const ids = named.split(',').map((id) => id.trim())
  const wrong = ids.find((id) => parseDot(id) === null)
  if (wrong === undefined) return ids
  throw usageFailure(
    `Nothing was resolved: "${wrong}" is no value's id. Write the ids as the list of conflicts shows them, with commas.`,
  )
}

const resolvedText = (
  path: string,
  taken: Written | null,
  left: readonly string[],
  { name, shakedown }: OpenedFolder,
): string => {
  const heading = `${path} = ${taken ? displayText(taken.value) : ''}`
  if (left.length === 0) return `${heading}\n  resolved\n`
  const others = left.map((text) => `    ${text}`)
  return [
    heading,
    '  STAYS OPEN: these values were not among those that you resolved',
    ...others,
    `  To resolve them too: ${shakedown} file conflict list ${name}`,
    '',
  ].join('\n')
}
