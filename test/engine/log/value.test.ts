import { expect, test } from 'vitest'

import { deletedValue, signedValue } from '../../../src/engine/event/value.ts'
import { asLogId } from '../../../src/engine/identifier/log-id.ts'

const [ann, bob] = [asLogId('00000000000000aa'), asLogId('00000000000000bb')].map((log) => ({
  log,
  seq: 1,
}))

test.each([
  ['a signature', signedValue],
  ['a deletion', deletedValue],
])('%s of the same values is the same value, however often and in whatever order they are named', (_, of) => {
  if (!ann || !bob) throw new Error('two dots are needed')

  expect(of([bob, ann, bob])).toEqual(of([ann, bob]))
  expect(of([ann])).not.toEqual(of([ann, bob]))
})
