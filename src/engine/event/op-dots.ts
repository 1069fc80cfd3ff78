import type { Dot } from '../identifier/index.ts'
import type { Op } from './op.ts'
import { deletedValue, signedValue, type Value } from './value.ts'

type Meant = (dot: Dot) => Dot

/** Renames the events that an op refers to. Lists every kind of op and value, so a fork misses no reference. */
export const withDots = (op: Op, meant: Meant): Op => {
  switch (op.kind) {
    case 'write':
      return { ...op, value: valueWithDots(op.value, meant), supersedes: op.supersedes.map(meant) }
    case 'add':
      return { ...op, element: valueWithDots(op.element, meant) }
    case 'remove':
      return { ...op, element: valueWithDots(op.element, meant), covers: op.covers.map(meant) }
    case 'take-over':
      return { ...op, from: meant(op.from) }
    case 'confirm-lock-down':
    case 'release-lock-down':
      return { ...op, lockDown: meant(op.lockDown) }
    case 'adopt':
      return { ...op, ...meant({ log: op.log, seq: op.seq }) }
    case 'count':
    case 'hang':
    case 'leave':
    case 'lock-down':
    case 'template-author':
    case 'register-copy':
    case 'line-key':
    // These record the author's knowledge of the time. The hash beside the dot identifies the event.
    case 'abandon':
    case 'continues':
    case 'unknown':
      return op
  }
}

const valueWithDots = (value: Value, meant: Meant): Value => {
  switch (value.kind) {
    case 'deleted':
      return deletedValue(value.covers.map(meant))
    case 'signed':
      return signedValue(value.versions.map(meant))
    case 'group':
      return { ...value, fields: value.fields.map(([name, field]) => [name, valueWithDots(field, meant)]) }
    case 'text':
    case 'number':
    case 'truth':
    case 'nothing':
    case 'content':
    case 'reference':
      return value
  }
}
