import { dotText } from '../../../engine/identifier/index.ts'
import { shownNumbers } from '../../../engine/merge/index.ts'
import type { SyncCopy } from '../../../engine/replica/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { jsonText } from '../../context/printed-text.ts'
import {
  addressArgument,
  copyArgument,
  jsonOption,
  seenOption,
  type SeenOptions,
} from '../../context/shared-options.ts'
import { withCopy } from '../open/open-copy.ts'
import { writtenDot } from '../record/record-outcome.ts'
import { type Place, placeOf, refuseDocuments } from './field-address.ts'

export const fieldClaim: CommandDefinition = {
  name: 'file field claim',
  oldNames: ['file claim'],
  description: 'claim a number or a name that must be unique, or confirm the shown one',
  examples: ['file field claim laptop-ann invoices/draft-7.number 2026-118'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument(...addressArgument)
      .argument('<number>', 'the number or name to claim')
      .option(...seenOption)
      .option(...jsonOption)
      .action((name: string, path: string, value: string, options: SeenOptions) =>
        claim({ name, path, value }, options, context),
      ),
}

interface ClaimView {
  readonly path: string
  readonly claimed: string
  readonly shown: string
  readonly isProvisional: boolean
  readonly valueId: string
}

const claim = async (
  request: { readonly name: string; readonly path: string; readonly value: string },
  options: SeenOptions,
  context: CommandContext,
): Promise<void> => {
  const { name, path, value } = request
  const place = placeOf(path)
  refuseDocuments(place)
  const view = await withCopy(name, 'field claim', context, async ({ copy }) => {
    const seen = options.seen ?? copy.read(place.table, place.key, place.field).seen
    const outcome = await copy.records.claim(place, value, seen, { author: copy.identity.user, note: '' })
    const dot = writtenDot(
      outcome,
      name,
      (shakedown) => `To see its state: ${shakedown} file field show ${name} ${path}`,
    )
    return viewOf(copy, place, dotText(dot))
  })
  context.out(options.json ? jsonText(view) : viewText(view, name, context.calledAs))
}

const viewOf = (copy: SyncCopy, { path, table, key, field }: Place, valueId: string): ClaimView => {
  const claim = shownNumbers(copy.state, table, field).get(key)
  const { claimed = '', shown = '', isProvisional = false } = claim ?? {}
  return { path, claimed, shown, isProvisional, valueId }
}

const viewText = (view: ClaimView, name: string, shakedown: string): string => {
  const { path, claimed, shown, isProvisional, valueId } = view
  const lines = isProvisional
    ? [
        `${path} is shown as ${shown}: somebody claimed ${claimed} earlier`,
        `  provisional until somebody claims what is shown: ${shakedown} file field claim ${name} ${path} ${shown}`,
      ]
    : [`${path} = ${shown}`]
  return [...lines, `  value ${valueId}`, ''].join('\n')
}
