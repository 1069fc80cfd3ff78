import { typedValue } from '../../engine/event/index.ts'
import { placeOf, refuseDocuments } from './address.ts'
import type { FileContext } from './file-context.ts'
import { writtenDot } from './record-outcome.ts'
import { withCopy } from './with-copy.ts'

/** Writes a field as the template has it: shown before what others wrote meanwhile, all of which stays listed. */
export const writeTemplate = async (
  request: { readonly name: string; readonly path: string; readonly value: string },
  context: FileContext,
): Promise<void> => {
  const { name, path, value } = request
  const place = placeOf(path)
  refuseDocuments(place)
  await withCopy(name, 'template', context, async ({ copy }) => {
    const { seen } = copy.read(place.table, place.key, place.field)
    const deed = { author: copy.identity.user, note: '' }
    const outcome = await copy.records.writeTemplate(place, typedValue(value), seen, deed)
    writtenDot(outcome, name, authorHint(name))
  })
  context.out(`${path} = ${value}, as the template has it\n`)
}

/** Lets somebody else write to the template as well. */
export const nameTemplateAuthor = async (name: string, user: string, context: FileContext): Promise<void> => {
  await withCopy(name, 'template-author', context, async ({ copy }) => {
    const outcome = await copy.records.nameTemplateAuthor(user, { author: copy.identity.user, note: '' })
    writtenDot(outcome, name, authorHint(name))
  })
  context.out(`${user} may write to the template\n`)
}

const authorHint = (name: string): string =>
  `Whoever made the client file may, and names others: npx shakedown file template-author ${name} USER`
