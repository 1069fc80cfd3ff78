import { typedValue } from '../../engine/event/index.ts'
import { dotText } from '../../engine/identifier/index.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import { type Place, placeOf, refuseDocuments } from './address.ts'
import type { FileContext } from './file-context.ts'
import { closedFailure, diskFailure } from './trouble.ts'
import { type OpenedFolder, withCopy } from './with-copy.ts'
import { jsonText, jsonValue, type JsonValue, viewOf, viewText, type WrittenView } from './written-view.ts'

export interface EditOptions {
  readonly seen?: string
  readonly json?: boolean
}

export interface EditRequest {
  readonly name: string
  readonly path: string
  readonly value: string
}

/** Writes one field. It replaces what the token shows, or, without one, the value that this command prints. */
export const edit = async (
  { name, path, value }: EditRequest,
  options: EditOptions,
  context: FileContext,
): Promise<void> => {
  const place = placeOf(path)
  refuseDocuments(place)
  const done = await withCopy(name, 'edit', context, (opened) => write(opened, place, value, options.seen))
  context.out(options.json ? jsonText(done) : editText(done, name))
}

/** What became of an edit, as --json prints it. */
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
  const replaced = register?.siblings.find((head) => shown.split('+').includes(dotText(head.dot)))
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
    `Nothing was written: ${detail}.\nRead it again, and give back the token that is printed: npx shakedown file show ${name} ${path}`,
  )

const editText = (done: Done, name: string): string => {
  const replaced = done.replaced ? viewText(done.replaced) : 'nothing'
  const lines = [
    `${done.path} = ${done.value}`,
    `  replaces ${replaced}`,
    `  value ${done.valueId}`,
    `  seen ${done.seen}`,
  ]
  if (done.conflict) {
    lines.push(
      `  IN CONFLICT: another value stands beside it. To settle it: npx shakedown file conflicts ${name}`,
    )
  }
  return [...lines, ''].join('\n')
}
