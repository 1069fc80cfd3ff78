import { decodeFeedAnswer, encodeFeedAnswer } from '../../src/access/replication/feed-answer.ts'
import { decodeFeedQuestion, encodeFeedQuestion } from '../../src/access/replication/feed-question.ts'
import { realCompression } from '../../src/real/machine/real-compression.ts'
import type { FuzzTarget } from './fuzz-target.ts'

const chain = '5a'.repeat(32)
const place = { centreId: 'one', position: 7, chain }
const fact = (value: string) => ({ table: 'user', key: '["ann"]', value })
const change = { position: 8, atMs: 9, by: 'admin', chain, rows: [fact('{}'), { ...fact(''), value: null }] }

/** What branches and their centre say to each other. */
export const feedTargets: readonly FuzzTarget[] = [
  {
    name: 'question of a branch',
    samples: [
      encodeFeedQuestion({ kind: 'changes', after: place, changesMax: 500 }),
      encodeFeedQuestion({ kind: 'page', after: null, factsMax: 1000 }),
      encodeFeedQuestion({ kind: 'page', after: { table: 'user', key: 'ann' }, factsMax: 9 }),
    ],
    read: (bytes) => encodeFeedQuestion(decodeFeedQuestion(bytes)),
  },
  {
    name: 'answer of a centre',
    samples: [
      encodeFeedAnswer({ kind: 'changes', changes: [change, change], latest: 9 }, realCompression),
      encodeFeedAnswer({ kind: 'changes', changes: Array(20).fill(change), latest: 9 }, realCompression),
      encodeFeedAnswer({ kind: 'expired', oldest: 3 }, realCompression),
      encodeFeedAnswer(
        { kind: 'page', centre: 'London', place, after: null, facts: [fact('x'.repeat(400))], isLast: true },
        realCompression,
      ),
    ],
    // Compressed or not, there are two spellings of one answer.
    read: (bytes) => {
      decodeFeedAnswer(bytes, realCompression)
      return null
    },
  },
]
