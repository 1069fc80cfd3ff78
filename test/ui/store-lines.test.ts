import { expect, test } from 'vitest'

import type { StoreView } from '../../src/result/live-event.ts'
import { storeLines } from '../../src/ui/view/store-lines.ts'

const branch = (changes: Partial<Extract<StoreView, { kind: 'branch' }>>): StoreView => ({
  kind: 'branch',
  id: 'leeds',
  centre: 'centre',
  phase: 'serving',
  isCutOff: false,
  behindMs: 4000,
  ...changes,
})

const textOf = (store: StoreView): string =>
  storeLines([store])
    .flat()
    .map(({ text }) => text)
    .join('')

test.each<[string, StoreView, string]>([
  ['the centre', { kind: 'centre', id: 'centre' }, '■ centre  data store, takes writes'],
  ['a branch that follows', branch({}), '● leeds  4 s behind centre'],
  [
    'one that is cut off',
    branch({ isCutOff: true, behindMs: 750_000 }),
    '○ leeds  cut off, 12 min 30 s behind centre',
  ],
  [
    'one that is filled anew',
    branch({ phase: 'refilling', behindMs: 750_000 }),
    '◐ leeds  loads again, shows 12 min 30 s behind centre',
  ],
  ['one that shows nothing yet', branch({ phase: 'filling' }), '◐ leeds  filled from centre'],
])('%s has a line that says how it stands', (_what, store, text) => {
  expect(textOf(store)).toBe(text)
})
