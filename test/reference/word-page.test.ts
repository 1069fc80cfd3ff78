import { runInNewContext } from 'node:vm'

import { describe, expect, test } from 'vitest'

import * as kit from '../../src/scenario/index.ts'
import { wordFamilies } from './reference.ts'
import { exampleCall } from './word-page.ts'

const definitions = wordFamilies.flatMap((family) => Object.values(family.definitions))

/** What the kit makes of a text in a scenario file. */
const pasted = (text: string): unknown => runInNewContext(text, { ...kit })

describe('the example of each word can be pasted into a scenario:', () => {
  test.each(definitions.map((definition) => [exampleCall(definition), definition] as const))(
    '%s',
    (call, { word }) => {
      const kind = word.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

      expect(pasted(call)).toMatchObject({ kind })
    },
  )
})

test('an example with a mistake in it is refused', () => {
  expect(() => pasted("vpnDrops('office-vpn', { time: 2 })")).toThrow('did you mean "times"')
})

test('the subject is written first, and options follow by name', () => {
  const docs = { summary: '', options: {}, example: { times: 2, vpn: "ann's", lasting: ['20s', '4m'] } }

  expect(exampleCall({ word: 'vpnDrops', subject: 'vpn', options: {}, docs })).toBe(
    String.raw`vpnDrops('ann\'s', { times: 2, lasting: ['20s', '4m'] })`,
  )
})
