import { expect, test } from 'vitest'

import { withDots } from '../../../src/engine/event/op-dots.ts'
import type { Op } from '../../../src/engine/event/op.ts'
import { deletedValue, groupValue, signedValue, textValue } from '../../../src/engine/event/value.ts'
import { asLogId } from '../../../src/engine/identifier/log-id.ts'

const log = asLogId('0000000000000001')
const forked = asLogId('00000000000000b1')
const old = { log, seq: 7 }
const meant = { log: forked, seq: 7 }
const place = { table: 't', key: 'k', field: 'f' }
const write = { kind: 'write', merge: 'register', group: '', resolves: false, ...place } as const

const renamed: readonly (readonly [string, Op, Op])[] = [
  [
    'what a write replaces',
    { ...write, value: textValue('x'), supersedes: [old] },
    { ...write, value: textValue('x'), supersedes: [meant] },
  ],
  [
    'what a deletion covers',
    { ...write, value: deletedValue([old]), supersedes: [] },
    { ...write, value: deletedValue([meant]), supersedes: [] },
  ],
  [
    'what a field of a group covers',
    { ...write, value: groupValue([['a', deletedValue([old])]]), supersedes: [] },
    { ...write, value: groupValue([['a', deletedValue([meant])]]), supersedes: [] },
  ],
  [
    'what somebody signed',
    { kind: 'add', ...place, element: signedValue([old]) },
    { kind: 'add', ...place, element: signedValue([meant]) },
  ],
  [
    'what a removal takes out',
    { kind: 'remove', ...place, element: signedValue([old]), covers: [old] },
    { kind: 'remove', ...place, element: signedValue([meant]), covers: [meant] },
  ],
  ['what is adopted', { kind: 'adopt', ...old }, { kind: 'adopt', ...meant }],
  [
    'what is taken over',
    { kind: 'take-over', from: old, index: 0 },
    { kind: 'take-over', from: meant, index: 0 },
  ],
  [
    'the lock-down that is released',
    { kind: 'release-lock-down', lockDown: old },
    { kind: 'release-lock-down', lockDown: meant },
  ],
  [
    'the lock-down that is confirmed',
    { kind: 'confirm-lock-down', lockDown: old },
    { kind: 'confirm-lock-down', lockDown: meant },
  ],
]

test.each(renamed)('%s has another name once its line is split', (_, op, expected) => {
  expect(withDots(op, (dot) => ({ ...dot, log: forked }))).toEqual(expected)
})

test('a cut is found by its hash, and keeps its name', () => {
  const op: Op = { kind: 'abandon', log, seq: 7, hash: 'ab'.repeat(32) }

  expect(withDots(op, () => meant)).toEqual(op)
})
