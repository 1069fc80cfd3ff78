import { expect, test } from 'vitest'

import { commandOf } from '../../src/harness/job.ts'

const command = (spoken: string, form: 'full' | 'short' = 'full') =>
  commandOf({ scenario: { name: 'x', file: '/x.ts', spoken }, seed: 42, form })

test.each([
  ['field-team', 'npx shakedown run field-team --seed 42'],
  ['./my/day.ts', 'npx shakedown run ./my/day.ts --seed 42'],
  ['my day.ts', "npx shakedown run 'my day.ts' --seed 42"],
  ["ann's.ts", "npx shakedown run 'ann'\\''s.ts' --seed 42"],
  ['$(reboot).ts', "npx shakedown run '$(reboot).ts' --seed 42"],
])('a run of %s is repeated as typed', (spoken, typed) => {
  expect(command(spoken)).toBe(typed)
})

test('a short run is repeated as a short one', () => {
  expect(command('field-team', 'short')).toBe('npx shakedown run field-team --seed 42 --short')
})
