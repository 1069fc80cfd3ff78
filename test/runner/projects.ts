import type { TestProjectInlineConfiguration } from 'vitest/config'

/** Tests that start children, open ports, or change the environment, built-ins or modules. */
const processes = [
  'test/{cli,house,real,ui}/**',
  'test/determinism/same-trace.test.ts',
  'test/sim/kernel/traps.test.ts',
  'test/sim/stuck-run.test.ts',
  'test/sim/fault/broken-effects.test.ts',
  'test/sim/fault/lying-disk.test.ts',
].map(testsIn)

/** Tests that run whole scenarios, most of them in a pool of threads. */
const worlds = [
  'test/{determinism,harness}/**',
  'test/sim/*.test.ts',
  'test/sim/{access,fault,kernel}/**',
].map(testsIn)

/** Files in one thread share modules. No source keeps state in a module (`test/house/habits.test.ts`), so tests do not meet there. */
const shared = { pool: 'threads', isolate: false } as const

/** In the order in which they start. */
export const projects: TestProjectInlineConfiguration[] = [
  { extends: true, test: { name: 'worlds', ...shared, include: worlds, exclude: processes } },
  { extends: true, test: { name: 'processes', pool: 'forks', isolate: true, include: processes } },
  {
    extends: true,
    test: { name: 'rooms', ...shared, include: [testsIn('test/**')], exclude: [...processes, ...worlds] },
  },
]

function testsIn(place: string): string {
  return place.replace(/\*\*$/, '**/*.test.{ts,tsx}')
}
