import { streamKeysOf } from '../../plan/keys/stream-key.ts'

export const streamKeys = streamKeysOf({
  stray: 'stray',
  work: 'work',
  faults: 'faults',
  mishaps: 'mishaps',
  engine: 'engine',
  join: 'join',
  power: 'power',
  policy: 'policy',
  whereabouts: 'whereabouts',
  pick: 'pick',
  documents: 'documents',
  feed: 'feed',
  keys: 'keys',
  nonces: 'nonces',
  balancer: 'balancer',
  sectors: 'sectors',
  torn: 'torn',
})
