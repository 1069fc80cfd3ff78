import { causeKeysOf } from '../../plan/keys/cause-key.ts'

/** Decisions that a run draws at random. */
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
