import { describe, expect, test } from 'vitest'

import { itemLabel } from '../../src/plan/item-label.ts'
import type { PlanItem } from '../../src/plan/plan.ts'

const base = { id: 'ann-1', atUs: 0, actor: 'ann' }
const place = { kind: 'register', table: 'trial-balance', key: '1010', field: 'amount' } as const
const register = { table: 'records', key: 'ann-1', field: 'amount' }
const madeBy = { kind: 'made-by', item: 'ann-0', field: 'amount' } as const
const think = { thinkUs: 1 }

describe('an item is named by its definition, and not by its kind', () => {
  test.each<[PlanItem, string, string | null]>([
    [{ ...base, kind: 'edit-field', place, value: 7, ...think }, 'edits', 'trial-balance/1010.amount'],
    [
      { ...base, kind: 'edit-field', place: madeBy, value: 7, ...think },
      'edits',
      'amount of the record of ann-0',
    ],
    [{ ...base, kind: 'create-record', register, value: 7, ...think }, 'creates the record', 'records/ann-1'],
    [
      { ...base, kind: 'create-document', name: 'ann memo', sizeBytes: 9, ...think },
      'creates the document',
      'ann memo',
    ],
    [
      { ...base, kind: 'save-document', document: { key: 'ann-1', among: 'bob ' }, sizeBytes: 9, ...think },
      'saves',
      'a document of bob',
    ],
    [{ ...base, kind: 'open-copy' }, 'opens their copy', null],
  ])('%o', (item, text, target) => {
    expect(itemLabel(item)).toEqual({ text, target })
  })

  test('a fault has the label that its log has', () => {
    const drop = { id: 'drop-1', atUs: 0, actor: 'world', kind: 'drop-vpn', vpn: 'office-vpn' } as const

    expect(itemLabel({ ...drop, lastsUs: 5, insideTransfer: false })).toMatchObject({
      text: 'vpn down',
      target: 'office-vpn',
    })
  })
})
