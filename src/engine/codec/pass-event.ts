import { CodecError } from '../binary/index.ts'
import { isWriteCode } from '../event/index.ts'
import type { ColumnContext } from './column-context.ts'
import type { EventFlow } from './event-flow.ts'

export interface Passing {
  readonly context: ColumnContext
  /** The index of the events' own log. */
  readonly own: number
  seq: number
}

const hashStartBytes = 4
/** A group's fields are plain values. Deeper nesting is invalid, and could overflow the stack. */
const depthMax = 2

export const passEvent = (flow: EventFlow, passing: Passing): void => {
  const { context } = passing
  context.timestampMs = flow.above('stamp-ms', context.timestampMs)
  flow.count('stamp-count')
  flow.name('author')
  flow.name('note')
  for (let left = flow.count('after-count'); left > 0; left -= 1) passDeps(flow, context)
  for (let left = flow.count('op-count'); left > 0; left -= 1) passOp(flow, passing)
}

const passDeps = (flow: EventFlow, context: ColumnContext): void => {
  const logIndex = flow.logId('after-line')
  context.mention(logIndex, flow.above('after-seq', context.mentioned(logIndex)))
  flow.raw('after-hash', hashStartBytes)
}

// Passes other ops unchanged: they are few, and those of a newer engine cannot be interpreted.
const passOp = (flow: EventFlow, passing: Passing): void => {
  const code = flow.count('op-code')
  if (isWriteCode(code)) flow.sized(() => passWrite(flow, passing))
  else flow.sizedBytes('op-size', 'op-bytes')
}

const passWrite = (flow: EventFlow, passing: Passing): void => {
  flow.byte('flags')
  flow.name('table')
  flow.name('key')
  flow.name('group')
  flow.name('field')
  passValue(flow, passing, 1)
  passDots(flow, passing)
}

// The same codes as in `value-codec.ts`.
const passValue = (flow: EventFlow, passing: Passing, depth: number): void => {
  const kind = flow.byte('value-kind')
  switch (kind) {
    case 0:
    case 3:
    case 4:
      return
    case 1:
    case 2:
      return flow.sizedBytes('value-size', 'value-bytes')
    case 5:
      flow.count('value-size')
      return flow.raw('value-bytes', 32)
    case 6:
      return passFields(flow, passing, depth)
    case 7:
    case 9:
      return passDots(flow, passing)
    case 8:
      flow.sizedBytes('value-size', 'value-bytes')
      return flow.sizedBytes('value-size', 'value-bytes')
    default:
      throw new CodecError(`Cannot put a value of kind ${kind} into columns`)
  }
}

const passFields = (flow: EventFlow, passing: Passing, depth: number): void => {
  if (depth === depthMax) throw new CodecError('Cannot put a group into columns: it holds another one')
  for (let left = flow.count('value-size'); left > 0; left -= 1) {
    flow.name('field')
    passValue(flow, passing, depth + 1)
  }
}

const passDots = (flow: EventFlow, { context, own, seq }: Passing): void => {
  for (let left = flow.count('dot-count'); left > 0; left -= 1) {
    const logIndex = flow.logId('dot-line')
    flow.below('dot-seq', logIndex === own ? seq - 1 : context.mentioned(logIndex))
  }
}
