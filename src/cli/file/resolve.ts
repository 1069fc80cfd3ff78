import { displayText } from '../../engine/event/index.ts'
import { dotText, parseDot } from '../../engine/identifier/index.ts'
import type { Written } from '../../engine/merge/index.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import { type Place, placeOf } from './address.ts'
import type { FileContext } from './file-context.ts'
import { lastListed } from './listed.ts'
import { closedFailure, diskFailure } from './trouble.ts'
import { type OpenedFolder, withCopy } from './with-copy.ts'
import { viewOf, viewText } from './written-view.ts'

export interface ResolveOptions {
  readonly take: string
  readonly settles?: string
}

/** Takes one value of a conflict, and settles those that this user was shown or names. */
export const resolveConflict = async (
  name: string,
  conflictId: string,
  options: ResolveOptions,
  context: FileContext,
): Promise<void> => {
  const place = placeOf(conflictId)
  const text = await withCopy(name, 'resolve', context, (opened) => settle(opened, place, options))
  context.out(text)
}

const settle = async (opened: OpenedFolder, place: Place, options: ResolveOptions): Promise<string> => {
  const { copy, name } = opened
  const settles = settledIds(opened, place.path, options.settles)
  const deed = { author: copy.identity.user, note: '' }
  const outcome = await copy.resolve({ ...place, take: options.take, resolves: settles }, deed)
  if (outcome.kind === 'disk-trouble') throw diskFailure(outcome.trouble, name)
  if (outcome.kind === 'closed') throw closedFailure(outcome, name)
  if (outcome.kind !== 'resolved') {
    throw usage(`Nothing was settled: ${outcome.detail}.\nSee what is: npx shakedown file conflicts ${name}`)
  }
  copy.checkOutDocuments()
  const taken = copy
    .read(place.table, place.key, place.field)
    .register?.siblings.find(({ dot }) => dotText(dot) === dotText(outcome.dot))
  const left = outcome.left.map((written) => viewText(viewOf(written, copy)))
  return resolvedText(place.path, taken ?? null, left, name)
}

const settledIds = (
  { copy, ports, name }: OpenedFolder,
  conflictId: string,
  named: string | undefined,
): readonly string[] => {
  if (named !== undefined) return namedIds(named)
  const listed = lastListed(ports.disk, copy.identity.user, conflictId)
  if (listed) return listed
  throw usage(
    `Nothing was settled: ${conflictId} has not been listed to ${copy.identity.user} yet, so it is not known which values were seen.\nLook at them first: npx shakedown file conflicts ${name}`,
  )
}

const namedIds = (named: string): readonly string[] => {
  const ids = named.split(',').map((id) => id.trim())
  const wrong = ids.find((id) => parseDot(id) === null)
  if (wrong === undefined) return ids
  throw usage(
    `Nothing was settled: "${wrong}" is no value's id. Write the ids as conflicts lists them, with commas.`,
  )
}

const resolvedText = (path: string, taken: Written | null, left: readonly string[], name: string): string => {
  const head = `${path} = ${taken ? displayText(taken.value) : ''}`
  if (left.length === 0) return `${head}\n  settled\n`
  const others = left.map((text) => `    ${text}`)
  return [
    head,
    '  STAYS OPEN: these were not among the values that you settled',
    ...others,
    `  To settle them too: npx shakedown file conflicts ${name}`,
    '',
  ].join('\n')
}

const usage = (message: string): CommandFailure => new CommandFailure(failureCodes.usage, message)
