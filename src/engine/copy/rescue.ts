import { type Dot, dotText } from '../event/line.ts'
import type { WriteOp } from '../event/op.ts'
import type { Hierarchy, Mark } from '../fold/hierarchy.ts'
import { addressOf } from '../fold/register.ts'
import type { Rescued } from './told.ts'

/** A value that an abandoned copy wrote beyond its cut: kept on every copy alike, and shown nowhere but here. */
export interface RescuedValue {
  /** `LINE.SEQ#INDEX`: the event, and the place of the write in it. */
  readonly id: string
  readonly dot: Dot
  readonly index: number
  readonly address: string
  readonly write: WriteOp
  readonly author: string
  readonly note: string
  readonly ms: number
  /** Who took it over; null where nobody did. */
  readonly takenOver: Mark | null
}

/** Pure: the values in rescue, by line and place. */
export const rescuedValues = (rescued: readonly Rescued[], hierarchy: Hierarchy): readonly RescuedValue[] =>
  rescued.flatMap(({ dot, event }) =>
    event.ops.flatMap((op, index) =>
      op.kind === 'write'
        ? [
            {
              id: rescuedId(dot, index),
              dot,
              index,
              address: addressOf(op.table, op.key, op.field),
              write: op,
              author: event.author,
              note: event.note,
              ms: event.stamp.ms,
              takenOver: hierarchy.takenOver(dot, index),
            },
          ]
        : [],
    ),
  )

const rescuedId = (dot: Dot, index: number): string => `${dotText(dot)}#${index}`

/** Part of the canonical state: rescue is the same on every copy. */
export const rescuedLines = (rescued: readonly Rescued[]): readonly string[] =>
  rescued.map(({ dot, event }) => `rescued ${dotText(dot)} by ${event.author}, ${event.ops.length} ops`)
