import { typedValue } from '../../../engine/event/index.ts'
import { dotText } from '../../../engine/identifier/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import type { CommandDefinition } from '../../context/command-definition.ts'
import { CommandFailure, failureCodes } from '../../context/command-failure.ts'
import { jsonText } from '../../context/printed-text.ts'
import { addressArgument, copyArgument, jsonOption, type SeenOptions } from '../../context/shared-options.ts'
import { closedFailure, diskFailure } from '../open/failures.ts'
import { type OpenedFolder, withCopy } from '../open/open-copy.ts'
import { type Place, placeOf, refuseDocuments } from './field-address.ts'
import { jsonValue, type JsonValue, viewOf, viewText, type WrittenView } from './written-view.ts'

export const fieldEdit: CommandDefinition = {
  name: 'file field edit',
  oldNames: ['file edit'],
  description: 'write a value at TABLE/KEY.FIELD, and make the record if it is missing',
  examples: ['file field edit ACME trial-balance/1010.amount 4200'],
  define: (command, context) =>
    command
      .argument(...copyArgument)
      .argument(...addressArgument)
      .argument('<value>', 'the new value')
      .option(
        '--seen <token>',
        'replace the value that was shown with this token (default: the value shown now)',
      )
      .option(...jsonOption)
      .action((name: string, path: string, value: string, options: SeenOptions) =>
        edit({ name, path, value }, options, context),
      ),
}

interface EditRequest {
  readonly name: string
  readonly path: string
  readonly value: string
}

/** Writes one field. It replaces what the token shows, or, without one, the value that this command prints. */
const edit = async (
  { name, path, value }: EditRequest,
  options: SeenOptions,
  context: CommandContext,
): Promise<void> => {
  const place = placeOf(path)
  refuseDocuments(place)
  const done = await withCopy(name, 'field edit', context, (opened) =>
    write(opened, place, value, options.seen),
  )
  context.out(options.json ? jsonText(done) : editText(done, name, context.calledAs))
}

interface Done {
  readonly path: string
  readonly value: JsonValue
  readonly valueId: string
  readonly seen: string
  /** The value that the author was shown; others that stand there are left. */
  readonly replaced: WrittenView | null
  readonly conflict: boolean
}

const write = async (
  { copy, name }: OpenedFolder,
  place: Place,
  text: string,
  givenSeen: string | undefined,
): Promise<Done> => {
  const { register, seen } = copy.read(place.table, place.key, place.field)
  const shown = givenSeen ?? seen
  const value = typedValue(text)
  const outcome = await copy.edit(place, value, shown, { author: copy.identity.user, note: '' })
  if (outcome.kind === 'disk-trouble') throw diskFailure(outcome.trouble, name)
  if (outcome.kind === 'closed') throw closedFailure(outcome, name)
  if (outcome.kind === 'bad-seen') throw badSeen(outcome.detail, name, place.path)
  const replaced = register?.siblings.find((sibling) => shown.split('+').includes(dotText(sibling.dot)))
  return {
    path: place.path,
    value: jsonValue(value),
    valueId: dotText(outcome.dot),
    seen: outcome.seen,
    replaced: replaced ? viewOf(replaced, copy) : null,
    conflict: outcome.conflicts,
  }
}

const badSeen = (detail: string, name: string, path: string): CommandFailure =>
  new CommandFailure(
    failureCodes.usage,
    (shakedown) =>
      `Nothing was written: ${detail}.\nRead it again, and give back the token that is printed: ${shakedown} file field show ${name} ${path}`,
  )

const editText = (done: Done, name: string, shakedown: string): string => {
  const replaced = done.replaced ? viewText(done.replaced) : 'nothing'
  const lines = [
    `${done.path} = ${done.value}`,
    `  replaces ${replaced}`,
    `  value ${done.valueId}`,
    `  seen ${done.seen}`,
  ]
  if (done.conflict) {
    lines.push(
      `  IN CONFLICT: another value stands beside it. To resolve it: ${shakedown} file conflict list ${name}`,
    )
  }
  return [...lines, ''].join('\n')
}
