import { displayText, typedValue } from '../../../engine/event/index.ts'
import type { SyncCopy } from '../../../engine/replica/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import { CommandFailure, failureCodes } from '../../context/command-failure.ts'
import { withCopy } from '../open/open-copy.ts'
import { writtenDot } from '../record/record-outcome.ts'
import { type Place, placeOf, refuseDocuments } from './field-address.ts'

export type CollectionChange = 'add' | 'remove' | 'count'

/** Concurrent changes to a collection never conflict. */
export const changeCollection = async (
  what: CollectionChange,
  request: { readonly name: string; readonly path: string; readonly value: string },
  context: CommandContext,
): Promise<void> => {
  const { name, path, value } = request
  const place = placeOf(path)
  refuseDocuments(place)
  const text = await withCopy(name, `field ${what}`, context, async ({ copy }) => {
    const author = { author: copy.identity.user, note: '' }
    const { collections } = copy.records
    const outcome =
      what === 'count'
        ? await collections.count(place, wholeNumber(value), author)
        : await collections[what](place, typedValue(value), author)
    writtenDot(
      outcome,
      name,
      (shakedown) => `To see the elements: ${shakedown} file field elements ${name} ${path}`,
    )
    return collectionText(copy, place)
  })
  context.out(text)
}

export const collectionText = (copy: SyncCopy, { path, table, key, field }: Place): string => {
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
