import { expect, test } from 'vitest'

import { judges } from '../../../src/sim/check/registry.ts'
import { accessRecording } from './access-recording.ts'
import { abandonment, recording } from './recording.ts'

const access = accessRecording()
const judged = (changes: Parameters<typeof recording>[0]) => judges.S6.verdict(recording(changes))

test('S6 does not apply where nobody logs on and no copy is abandoned', () => {
  expect(judged({})).toBeNull()
  expect(judged({ access: { ...access, requiresLogOn: false } })).toBeNull()
})

test('S6 judges revoked users, abandoned copies, or both', () => {
  const users = judged({ access })
  const copies = judged({ abandonments: [abandonment()] })

  expect(judged({ access, abandonments: [abandonment()] })).toEqual({
    id: 'S6',
    holds: true,
    detail: `${users?.detail}; ${copies?.detail}`,
  })
})

test('S6 fails if one of its parts fails', () => {
  const abandonments = [abandonment({ appliedLater: ['ann-9'] })]

  expect(judged({ access, abandonments })).toMatchObject({
    id: 'S6',
    holds: false,
    detail: expect.stringContaining('dan applied ann-9'),
  })
})
