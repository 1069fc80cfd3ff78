import { causeKeysOf } from './cause-key.ts'

export const workCauses = causeKeysOf({
  open: 'open',
  gap: 'gap',
  think: 'think',
  document: 'document',
  value: 'value',
  newRecord: 'new',
  deletion: 'deletion',
  madeBy: 'made-by',
  item: 'item',
  account: 'account',
  field: 'field',
  newDocument: 'new-document',
  size: 'size',
  heavy: 'heavy',
  meeting: 'meeting',
  whom: 'whom',
})

export const faultCauses = causeKeysOf({
  at: 'at',
  lasts: 'lasts',
  down: 'down',
  up: 'up',
  which: 'which',
  effect: 'effect',
  whom: 'whom',
})
