import { join } from 'node:path'

import { expect, test } from 'vitest'

import { refusedLines } from './refused-lines.ts'
import { root } from './repository.ts'

const fitting = [
  `trace.record(1, traceKeys.applied, id, id)`,
  `trace.record(1, traceKeys.revoked, id, traceKeys.grant)`,
  `trace.record(1, traceKeys.clock, id, 4)`,
  `random.stream(streamKeys.work)`,
  `stream.unit(id, 4, workCauses.think)`,
  `stream.between(1, 2, id, workCauses.think)`,
  `stream.chance(0.5, id)`,
  `stream.pick([1], id, workCauses.think)`,
  `stream.bytes(8, id)`,
]
const unfitting = [
  `trace.record(1, 'applied', id, id)`,
  `trace.record(1, id, id, id)`,
  `trace.record(1, streamKeys.work, id, id)`,
  `trace.record(1, traceKeys.applied, 'ann', id)`,
  `trace.record(1, traceKeys.applied, id, 'grant')`,
  `trace.record(1, traceKeys.applied, id, kind)`,
  'trace.record(1, traceKeys.applied, id, `${id} taken`)',
  `random.stream('work')`,
  `random.stream(id)`,
  `stream.unit(id, 4, 'think')`,
  `stream.unit('think')`,
  `stream.unit(id, kind)`,
  `stream.unit(id, traceKeys.applied)`,
  `stream.between(1, 2, id, 'think')`,
  `stream.chance(0.5, 'think', id)`,
  `stream.pick([1], id, 'think')`,
  `stream.bytes(8, id, 'think')`,
]
const imports = [
  `import { workCauses } from '${join(root, 'src/plan/keys/plan-causes.ts')}'`,
  `import type { Randomness, Stream } from '${join(root, 'src/sim/kernel/randomness.ts')}'`,
  `import { streamKeys } from '${join(root, 'src/sim/kernel/stream-keys.ts')}'`,
  `import { traceKeys } from '${join(root, 'src/sim/kernel/trace-keys.ts')}'`,
  `import type { RunTrace } from '${join(root, 'src/sim/kernel/run-trace.ts')}'`,
  `declare const trace: RunTrace, random: Randomness, stream: Stream, id: string, kind: 'grant' | 'account'`,
]

// All in one program, since each costs seconds.
const refused = new Set(refusedLines(imports, [...fitting, ...unfitting]))

test('frozen keys and data compile as trace words, stream names and causes', () => {
  expect(fitting.filter((line) => refused.has(line))).toEqual([])
})

test('a word written in the source compiles in none of these places, and nothing else is refused', () => {
  expect([...refused]).toEqual(unfitting)
})
