import { displayText, typedValue } from '../../engine/event/index.ts'
import type { SyncCopy } from '../../engine/replica/index.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import { type Place, placeOf, refuseDocuments } from './address.ts'
import type { FileContext } from './file-context.ts'
import { writtenDot } from './record-outcome.ts'
import { withCopy } from './with-copy.ts'

/** What gathers at an address instead of replacing what stands there. */
export type Gathering = 'add' | 'remove' | 'count'

/** Puts an element into a set, takes it out, or counts. Two who do it apart are never in conflict. */
export const gather = async (
  what: Gathering,
  request: { readonly name: string; readonly path: string; readonly value: string },
  context: FileContext,
): Promise<void> => {
  const { name, path, value } = request
  const place = placeOf(path)
  refuseDocuments(place)
  const text = await withCopy(name, what, context, async ({ copy }) => {
    const deed = { author: copy.identity.user, note: '' }
    const { collections: gathering } = copy.records
    const outcome =
      what === 'count'
        ? await gathering.count(place, wholeNumber(value), deed)
        : await gathering[what](place, typedValue(value), deed)
    writtenDot(outcome, name, `To see what is there: npx shakedown file holds ${name} ${path}`)
    return gatheredText(copy, place)
  })
  context.out(text)
}

/** Shows what a set holds, and what was counted. */
export const showGathered = async (name: string, path: string, context: FileContext): Promise<void> => {
  const place = placeOf(path)
  context.out(await withCopy(name, 'holds', context, async ({ copy }) => gatheredText(copy, place)))
}

const gatheredText = (copy: SyncCopy, { path, table, key, field }: Place): string => {
  const elements = copy.state.collections.elements(table, key, field).map(displayText)
  const total = copy.state.collections.total(table, key, field)
  const lines = elements.map((element) => `  ${element}\n`)
  return `${path} holds ${elements.length}, and counts ${total}\n${lines.join('')}`
}

const wholeNumber = (text: string): number => {
  if (/^[+-]?\d{1,15}$/.test(text)) return Number(text)
  throw new CommandFailure(
    failureCodes.usage,
    `"${text}" cannot be counted: write a whole number, as 1 or -2`,
  )
}
