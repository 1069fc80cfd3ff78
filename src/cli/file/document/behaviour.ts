import {
  type Behaviour,
  behaviourField,
  documentTable,
  parseBehaviour,
} from '../../../engine/document/index.ts'
import { textValue } from '../../../engine/event/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { CommandFailure, failureCodes } from '../../context/command-failure.ts'
import { copyArgument } from '../../context/shared-options.ts'
import { closedFailure, diskFailure } from '../open/failures.ts'
import { type OpenedFolder, withCopy } from '../open/open-copy.ts'
import { documentNamed } from './named-document.ts'

export const documentBehaviour: CommandDefinition = {
  name: 'file document behaviour',
  oldNames: ['file behaviour'],
  description: 'set whether document bytes arrive automatically, on demand or never',
  examples: ['file document behaviour laptop-ann on-demand'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument('<behaviour>', 'one of automatic, on-demand and never')
      .option(
        '--document <document>',
        'set it for this document, on every copy (default: for the others, on this copy)',
      )
      .action((name: string, wanted: string, options: { readonly document?: string }) =>
        behaviour(name, wanted, options, context),
      ),
}

const behaviour = async (
  name: string,
  wanted: string,
  options: { readonly document?: string },
  context: CommandContext,
): Promise<void> => {
  const chosen = parseBehaviour(wanted)
  if (!chosen)
    throw new CommandFailure(
      failureCodes.usage,
      `"${wanted}" is no behaviour. Nothing was changed.\nWrite automatic, on-demand or never.`,
    )
  const { document } = options
  const text = await withCopy(name, 'document behaviour', context, (opened) =>
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

const setOfDocument = async (opened: OpenedFolder, wanted: string, chosen: Behaviour): Promise<string> => {
  const { copy, name } = opened
  const { documentId, name: document } = documentNamed(opened, wanted)
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
