import { type Behaviour, behaviourField, documentTable, parseBehaviour } from '../../engine/document/index.ts'
import { textValue } from '../../engine/event/index.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import type { FileContext } from './file-context.ts'
import { documentNamed } from './named-document.ts'
import { closedFailure, diskFailure } from './trouble.ts'
import { type OpenedFolder, withCopy } from './with-copy.ts'

/** Says which documents' bytes a copy takes by itself, or, with a document, what all copies do with that one. */
export const behaviour = async (
  name: string,
  wanted: string,
  options: { readonly document?: string },
  context: FileContext,
): Promise<void> => {
  const chosen = parseBehaviour(wanted)
  if (!chosen)
    throw new CommandFailure(
      failureCodes.usage,
      `"${wanted}" is no behaviour. Nothing was changed.\nWrite automatic, on-demand or never.`,
    )
  const { document } = options
  const text = await withCopy(name, 'behaviour', context, (opened) =>
    document === undefined ? setOfCopy(opened, chosen) : setOfDocument(opened, document, chosen),
  )
  context.out(text)
}

const setOfCopy = async ({ copy, name }: OpenedFolder, chosen: Behaviour): Promise<string> => {
  copy.library.setBehaviour(chosen)
  const line = `${name} takes documents ${how[chosen]}, where a document says nothing else\n`
  const { isParent } = copy.library.behaviours
  return isParent && chosen !== 'automatic'
    ? `${line}  Copies were made from it and get their documents through it: as long as there are any, it takes all of them\n`
    : line
}

const setOfDocument = async (
  { copy, name }: OpenedFolder,
  wanted: string,
  chosen: Behaviour,
): Promise<string> => {
  const { documentId, name: document } = documentNamed(copy, wanted, name)
  const place = { table: documentTable, key: documentId, field: behaviourField }
  const { seen } = copy.read(place.table, place.key, place.field)
  const outcome = await copy.edit(place, textValue(chosen), seen, { author: copy.identity.user, note: '' })
  if (outcome.kind === 'disk-trouble') throw diskFailure(outcome.trouble, name)
  if (outcome.kind === 'closed') throw closedFailure(outcome, name)
  if (outcome.kind === 'bad-seen') throw new CommandFailure(failureCodes.usage, outcome.detail)
  return `Every copy takes ${document} ${how[chosen]}\n`
}

const how: Readonly<Record<Behaviour, string>> = {
  automatic: 'by itself',
  'on-demand': 'when somebody asks for it',
  never: 'never: its bytes stay where they were saved',
}
