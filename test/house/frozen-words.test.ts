import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, test } from 'vitest'

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

/** Compiles lines of code, and returns those that the compiler refused. */
const refusedLines = (lines: readonly string[]): readonly string[] => {
  const folder = mkdtempSync(join(tmpdir(), 'shakedown-words-'))
  try {
    writeFileSync(join(folder, 'words.ts'), [...imports, ...lines].join('\n'))
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
    const compilerOptions = {
      types: [],
      paths: {},
      noUnusedLocals: false,
      rewriteRelativeImportExtensions: false,
      allowImportingTsExtensions: true,
    }
    const config = { extends: join(root, 'tsconfig.json'), compilerOptions, files: ['words.ts'], include: [] }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], {
      encoding: 'utf8',
    })
    const places = [...stdout.matchAll(/^(.*)\((\d+),\d+\): error TS\d+/gm)]
    return places.map(([place, file, line]) =>
      file?.endsWith('words.ts') ? (lines[Number(line) - imports.length - 1] ?? place) : place,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test('frozen keys and data compile as trace words, stream names and causes', () => {
  expect(refusedLines(fitting)).toEqual([])
})

test('a word written in the source compiles in none of these places', () => {
  expect([...new Set(refusedLines(unfitting))]).toEqual(unfitting)
})
