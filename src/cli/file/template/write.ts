import { typedValue } from '../../../engine/event/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { addressArgument, copyArgument } from '../../context/shared-options.ts'
import { placeOf, refuseDocuments } from '../field/field-address.ts'
import { withCopy } from '../open/open-copy.ts'
import { writtenDot } from '../record/record-outcome.ts'
import { authorHint } from './author-hint.ts'

export const templateWrite: CommandDefinition = {
  name: 'file template write',
  isDefault: true,
  description: 'write a field of the template',
  examples: ['file template write audit-template trial-balance/1010.note checked'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument(...addressArgument)
      .argument('<value>', 'the new value')
      .action((name: string, path: string, value: string) => writeTemplate({ name, path, value }, context)),
}

/** Writes a template value. It is shown before concurrent edits, which stay listed. */
const writeTemplate = async (
  request: { readonly name: string; readonly path: string; readonly value: string },
  context: CommandContext,
): Promise<void> => {
  const { name, path, value } = request
  const place = placeOf(path)
  refuseDocuments(place)
  await withCopy(name, 'template write', context, async ({ copy }) => {
    const { seen } = copy.read(place.table, place.key, place.field)
    const action = { author: copy.identity.user, note: '' }
    const outcome = await copy.records.writeTemplate(place, typedValue(value), seen, action)
    writtenDot(outcome, name, authorHint(name))
  })
  context.out(`${path} = ${value}, as the template has it\n`)
}
