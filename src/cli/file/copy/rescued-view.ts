import { displayText } from '../../../engine/event/index.ts'
import type { RescuedOp, SyncCopy } from '../../../engine/replica/index.ts'
import { timeText } from '../../context/printed-text.ts'
import { jsonValue, type JsonValue } from '../field/written-view.ts'

export interface RescuedView {
  readonly rescueId: string
  readonly path: string
  /** `write`, `add`, `remove`, `count` or `template-author`. */
  readonly kind: RescuedOp['op']['kind']
  /** The written value, the element of a set, or the amount that was counted. */
  readonly value: JsonValue
  readonly author: string
  readonly copy: string
  readonly writtenAt: string
  readonly takenOverBy: string | null
}

export const rescuedView = (value: RescuedOp, copy: SyncCopy): RescuedView => ({
  rescueId: value.id,
  path: value.address,
  kind: value.op.kind,
  value: rescuedValue(value),
  author: value.author,
  copy: copy.state.hierarchy.registration(copy.logs.rootOf(value.dot.log))?.copyName ?? value.dot.log,
  writtenAt: timeText(value.ms),
  takenOverBy: value.takenOver?.author ?? null,
})

export const rescuedValue = ({ op }: RescuedOp): JsonValue => {
  if (op.kind === 'write') return jsonValue(op.value)
  if (op.kind === 'count') return op.by
  return op.kind === 'template-author' ? op.user : displayText(op.element)
}

export const actionText = (kind: RescuedView['kind'], path: string, value: JsonValue): string => {
  switch (kind) {
    case 'write':
      return `${path} = ${value ?? 'empty'}`
    case 'add':
      return `${path}: ${value} added`
    case 'remove':
      return `${path}: ${value} taken out`
    case 'count':
      return `${path}: counted ${value}`
    case 'template-author':
      return `${path} named as an author of the template`
  }
}
