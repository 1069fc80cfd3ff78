import type { FileContext } from '../../context/command-context.ts'
import { withCopy } from '../open/open-copy.ts'
import { writtenDot } from '../record/record-outcome.ts'
import { recordOf } from '../record/show.ts'
import { placeOf, refuseDocuments } from './field-address.ts'

/** Lets a field refer to a record by its id: whoever deletes that is told on by every copy. */
export const refer = async (
  request: { readonly name: string; readonly path: string; readonly to: string },
  context: FileContext,
): Promise<void> => {
  const { name, path, to } = request
  const place = placeOf(path)
  refuseDocuments(place)
  const target = recordOf(to)
  await withCopy(name, 'refer', context, async ({ copy }) => {
    const { seen } = copy.read(place.table, place.key, place.field)
    const outcome = await copy.records.refer(place, target, seen, { author: copy.identity.user, note: '' })
    writtenDot(outcome, name, `To see how it stands: npx shakedown file show ${name} ${path}`)
  })
  context.out(`${path} refers to ${to}\n`)
}
