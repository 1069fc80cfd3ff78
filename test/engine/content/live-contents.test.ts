import { expect, test } from 'vitest'

import { LiveContents } from '../../../src/engine/content/live-contents.ts'
import { contentValue } from '../../../src/engine/event/value.ts'
import { asLogId } from '../../../src/engine/identifier/log-id.ts'
import type { Register, Written } from '../../../src/engine/merge/register.ts'

const line = asLogId('00000000000000aa')

const version = (hash: string, seq: number): Written => ({
  dot: { log: line, seq },
  value: contentValue(hash, 10),
  canonical: `c10:${hash}`,
  author: 'ann',
  note: '',
  timestamp: { ms: seq, count: 0 },
})

const register = (key: string, heads: readonly Written[]): Register => ({
  address: `documents/${key}.content`,
  table: 'documents',
  key,
  group: '',
  field: 'content',
  merge: 'document',
  siblings: heads,
})

const wantedOf = (live: LiveContents): readonly (string | undefined)[] =>
  [...live.wanted()].map(([content]) => content?.hash)

const nowhere = (): boolean => false

test('of two documents that one event brought, the one that was not replaced is needed still', () => {
  const live = new LiveContents()
  const [memo, sheet] = [version('aa', 1), version('bb', 1)]
  live.written(register('memo', [memo]), memo, [], nowhere)
  live.written(register('sheet', [sheet]), sheet, [], nowhere)
  const later = version('cc', 2)
  live.written(register('memo', [later]), later, [memo], nowhere)

  expect(live.broughtBy(line, 1, 1).map(({ hash }) => hash)).toEqual(['bb'])
  expect(wantedOf(live)).toEqual(['bb', 'cc'])
})

test('bytes that two versions have in common are needed until both are replaced', () => {
  const live = new LiveContents()
  const [memo, copy] = [version('aa', 1), version('aa', 2)]
  live.written(register('memo', [memo]), memo, [], nowhere)
  live.written(register('copy', [copy]), copy, [], nowhere)
  const later = version('cc', 3)
  live.written(register('memo', [later]), later, [memo], nowhere)

  expect(wantedOf(live)).toEqual(['aa', 'cc'])
  expect(live.broughtBy(line, 2, 2).map(({ hash }) => hash)).toEqual(['aa'])

  const last = version('dd', 4)
  live.written(register('copy', [last]), last, [copy], nowhere)
  expect(wantedOf(live)).toEqual(['cc', 'dd'])
})
