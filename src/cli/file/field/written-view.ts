import { displayText, type Value } from '../../../engine/event/index.ts'
import { dotText } from '../../../engine/identifier/index.ts'
import type { Written } from '../../../engine/merge/index.ts'
import type { SyncCopy } from '../../../engine/replica/index.ts'
import { timeText } from '../../context/printed-text.ts'

/** A value as a command shows it, to people and to programs. */
export interface WrittenView {
  readonly valueId: string
  readonly value: JsonValue
  readonly author: string
  /** The registered name of the copy it was written in. */
  readonly copy: string
  readonly writtenAt: string
}

export type JsonValue = string | number | boolean | null

export const viewOf = (written: Written, copy: SyncCopy): WrittenView => ({
  valueId: dotText(written.dot),
  value: jsonValue(written.value),
  author: written.author,
  copy: copyNameOf(written, copy),
  writtenAt: timeText(written.timestamp.ms),
})

/**
 * A number only if JSON holds every digit of it. Any other is text, so that nobody is shown another amount.
 */
export const jsonValue = (value: Value): JsonValue => {
  switch (value.kind) {
    case 'number':
      return String(Number(value.decimal)) === value.decimal ? Number(value.decimal) : value.decimal
    case 'truth':
      return value.truth
    case 'nothing':
      return null
    case 'text':
    case 'content':
    case 'group':
    case 'deleted':
    case 'reference':
    case 'signed':
      return displayText(value)
  }
}

/** `4200, by ann in laptop-ann at 2026-11-22T09:13:26.000Z`. */
export const viewText = ({ value, author, copy, writtenAt }: WrittenView): string =>
  `${value ?? 'empty'}, by ${author} in ${copy} at ${writtenAt}`

const copyNameOf = ({ dot }: Written, copy: SyncCopy): string => {
  const names = new Map(copy.state.registrations().map(({ log, copyName }) => [log, copyName]))
  return names.get(dot.log) ?? names.get(copy.logs.rootOf(dot.log)) ?? dot.log
}
