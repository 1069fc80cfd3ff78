import { expect, test } from 'vitest'

import { deletedValue, signedValue } from '../../../src/engine/event/value.ts'
import { lineId } from '../../../src/engine/identifier/line.ts'

const [ann, bob] = [lineId('00000000000000aa'), lineId('00000000000000bb')].map((line) => ({ line, seq: 1 }))

test.each([
  ['a signature', signedValue],
  ['a deletion', deletedValue],
])('%s of the same values is the same value, however often and in whatever order they are named', (_, of) => {
  if (!ann || !bob) throw new Error('two dots are needed')

  expect(of([bob, ann, bob])).toEqual(of([ann, bob]))
  expect(of([ann])).not.toEqual(of([ann, bob]))
})
