import { expect, test } from 'vitest'

import { textValue } from '../../src/engine/event/value.ts'
import { writeOf } from '../../src/engine/replica/register-address.ts'
import { LightCopy } from '../properties/light-copy.ts'

const place = { table: 'entries', key: 'a', field: 'amount' }

const shownIn = ({ state }: LightCopy): unknown =>
  state.register('entries', 'a', 'amount')?.siblings[0]?.value

test('what comes before its past is received and counted, and applied as soon as the past is here (rows 3 and 4)', () => {
  const [ann, bob, cora] = [new LightCopy(0), new LightCopy(1), new LightCopy(2)]
  ann.add([writeOf(place, textValue('of ann'), [])])
  bob.takeIn(ann.ranges())
  const shown = bob.state.register('entries', 'a', 'amount')?.siblings.map(({ dot }) => dot) ?? []
  bob.add([writeOf(place, textValue('of bob'), shown)])

  cora.takeIn(bob.ranges().filter(({ log }) => log === bob.line))
  expect([cora.unapplied, shownIn(cora)]).toEqual([1, undefined])

  cora.takeIn(ann.ranges())
  expect([cora.unapplied, shownIn(cora)]).toEqual([0, textValue('of bob')])
})
