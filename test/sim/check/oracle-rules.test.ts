import { expect, test } from 'vitest'

import type { ActionItem } from '../../../src/plan/definitions/action/index.ts'
import { actionMistakes } from '../../../src/sim/check/oracle/registry.ts'
import { planCarriedOutJudge } from '../../../src/sim/check/plan-carried-out.ts'
import { recording, wrote } from './recording.ts'

const base = { id: 'ann-1', atUs: 0, actor: 'ann' }
const register = { table: 'journal-entries', key: 'ann-1', field: 'amount' }
const items = {
  openCopy: { ...base, kind: 'open-copy' },
  editField: {
    ...base,
    kind: 'edit-field',
    place: { kind: 'register', table: 'trial-balance', key: '1000', field: 'note' },
    value: 5,
    thinkUs: 0,
  },
  editOfMade: {
    ...base,
    kind: 'edit-field',
    place: { kind: 'made-by', item: 'ann-0', field: 'amount' },
    value: 5,
    thinkUs: 0,
  },
  createRecord: { ...base, kind: 'create-record', register, value: 5, thinkUs: 0 },
  saveDocument: {
    ...base,
    kind: 'save-document',
    document: { key: 'ann-1', among: 'ann ' },
    sizeBytes: 9,
    thinkUs: 0,
  },
  deleteRecord: { ...base, kind: 'delete-record', record: { item: 'ann-0' }, thinkUs: 0 },
  createDocument: { ...base, kind: 'create-document', name: 'memo', sizeBytes: 9, thinkUs: 0 },
} satisfies Readonly<Record<string, ActionItem>>

const writes = (...registers: readonly string[]) =>
  registers.map((each) => wrote('ann-1', { register: each, value: each.endsWith('.name') ? 'tmemo' : 'v' }))

test.each<[string, ActionItem, readonly string[]]>([
  ['an edit of a field', items.editField, ['trial-balance/1000.note']],
  ['an edit of a created record', items.editOfMade, ['journal-entries/ann-0.amount']],
  ['a new record', items.createRecord, ['journal-entries/ann-1.amount']],
  ['a save', items.saveDocument, ['documents/d1.content']],
  ['a new document', items.createDocument, ['documents/d1.content', 'documents/d1.name']],
])('%s may write its own registers', (_what, item, registers) => {
  expect(actionMistakes([item], writes(...registers))).toEqual([])
})

test.each<[string, ActionItem, readonly string[]]>([
  ['an opening that writes', items.openCopy, ['trial-balance/1000.note']],
  ['an edit of another field', items.editField, ['trial-balance/1000.amount']],
  ['an edit of two fields', items.editField, ['trial-balance/1000.note', 'trial-balance/1001.note']],
  ['an edit of a record that another item created', items.editOfMade, ['journal-entries/bob-7.amount']],
  ['a deletion that writes a field', items.deleteRecord, ['journal-entries/ann-0.amount']],
  ['a deletion of another record', items.deleteRecord, ['journal-entries/bob-7.@deleted']],
  ['a record of another key', items.createRecord, ['journal-entries/bob-7.amount']],
  ['a save that renames', items.saveDocument, ['documents/d1.name']],
  ['a document without a name', items.createDocument, ['documents/d1.content']],
  [
    'the name of one document and the content of another',
    items.createDocument,
    ['documents/d1.name', 'documents/d2.content'],
  ],
  [
    'the content of one document and the name of a later one',
    items.createDocument,
    ['documents/d1.content', 'documents/d2.name'],
  ],
])('%s is a mistake', (_what, item, registers) => {
  expect(actionMistakes([item], writes(...registers))).toEqual([expect.stringContaining('ann-1 wrote ')])
})

test('a new document of another name is a mistake', () => {
  const named = wrote('ann-1', { register: 'documents/d1.name', value: 'tletter' })

  expect(actionMistakes([items.createDocument], [named, ...writes('documents/d1.content')])).toEqual([
    'ann-1 wrote the name tletter instead of tmemo',
  ])
})

test('a deletion that the copy does not show is a mistake', () => {
  const dropped = wrote('ann-1', { register: 'journal-entries/ann-0.@deleted', value: '' })

  expect(actionMistakes([items.deleteRecord], [dropped])).toEqual(['ann-1 left no deletion of ann-0'])
})

test('something new is a mistake where something stood', () => {
  const over = wrote('ann-1', { register: 'journal-entries/ann-1.amount', observed: ['bob-1'] })

  expect(actionMistakes([items.createRecord], [over])).toEqual([
    'ann-1 created journal-entries/ann-1.amount, where bob-1 stood',
  ])
})

test('an item that nobody acknowledged is not judged', () => {
  expect(actionMistakes([items.editField], [wrote('bob-1')])).toEqual([])
})

test('the plan check refuses what an action wrote against its rule, and what faults left behind', () => {
  const actions = [{ ...items.editField, id: 'ann-1' }]

  expect(planCarriedOutJudge.verdict(recording({ actions }))?.detail).toContain('ann-1 wrote ')
  expect(planCarriedOutJudge.verdict(recording({ leftBehind: ['office-vpn is still down'] }))).toMatchObject({
    holds: false,
    detail: expect.stringContaining('office-vpn is still down'),
  })
})
