import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { addressArgument, copyArgument } from '../../context/shared-options.ts'
import { withCopy } from '../open/open-copy.ts'
import { writtenDot } from '../record/record-outcome.ts'
import { recordOf } from '../record/record-view.ts'
import { placeOf, refuseDocuments } from './field-address.ts'

export const fieldRefer: CommandDefinition = {
  name: 'file field refer',
  oldNames: ['file refer'],
  description: 'make a field refer to another record',
  examples: ['file field refer laptop-ann trial-balance/1010.account accounts/1010'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument(...addressArgument)
      .argument('<record>', 'the record as TABLE/KEY, such as accounts/1010')
      .action((name: string, path: string, to: string) => refer({ name, path, to }, context)),
}

/** Lets a field refer to a record by its id. Every copy reports the reference as broken once the record is deleted. */
const refer = async (
  request: { readonly name: string; readonly path: string; readonly to: string },
  context: CommandContext,
): Promise<void> => {
  const { name, path, to } = request
  const place = placeOf(path)
  refuseDocuments(place)
  const target = recordOf(to)
  await withCopy(name, 'field refer', context, async ({ copy }) => {
    const { seen } = copy.read(place.table, place.key, place.field)
    const outcome = await copy.records.refer(place, target, seen, { author: copy.identity.user, note: '' })
    writtenDot(outcome, name, (shakedown) => `To see its state: ${shakedown} file field show ${name} ${path}`)
  })
  context.out(`${path} refers to ${to}\n`)
}
