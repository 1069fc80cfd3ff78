import { causeKeysOf } from '../../plan/keys/cause-key.ts'

export const simCauses = causeKeysOf({
  firstLook: 'first look',
  firstPoll: 'first poll',
  firstCheck: 'first check',
  touched: 'touched',
  by: 'by',
  taken: 'taken',
  lost: 'lost',
  client: 'client',
})
