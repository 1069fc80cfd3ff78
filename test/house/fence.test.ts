import { relative } from 'node:path'

import { expect, test } from 'vitest'

import { refusedByFence } from './linter.ts'

const rooms = [
  'plan',
  'engine',
  'access',
  'real',
  'sim',
  'scenario',
  'harness',
  'result',
  'reporter',
  'ui',
  'cli',
]

// Written down here a second time, on purpose: the configuration is what is being tested.
const mayKnow: Record<string, string[]> = {
  plan: [],
  engine: [],
  access: ['engine'],
  real: ['engine', 'access'],
  sim: ['plan', 'engine', 'access', 'result'],
  scenario: ['plan'],
  harness: ['scenario', 'plan', 'sim', 'result'],
  result: ['plan'],
  reporter: ['result'],
  ui: ['result'],
  cli: rooms,
}

// Low to high: a room knows the index of those before it.
const layers: Record<string, string[]> = {
  engine: [
    'identifier ports binary event codec log storage/folder storage/journal authorship merge content',
    'storage/contents document storage/snapshot replica replication/presence replication/exchange protocol',
    'replication/client replication/maintenance replication/lease replication/link lifecycle repair server',
  ],
  access: ['ports rights request session store replication'],
  real: ['disk machine smb https/client share directory/file directory/ldap https/server sqlite postgres'],
  sim: [
    'kernel keys record check network https servers/balancer machine/disk machine/database machine share access servers',
    'world fault people planning run',
  ],
}

const packageHomes: Record<string, string[]> = {
  memfs: ['src/sim/machine/disk'],
  seedrandom: ['src/sim/kernel'],
  '@vitest/runner': ['src/harness'],
  '@vitest/runner/utils': ['src/harness'],
  piscina: ['src/harness'],
  ink: ['src/ui'],
  react: ['src/ui'],
  'react/jsx-runtime': ['src/ui'],
  commander: ['src/cli'],
  fastify: ['src/real/https/server', 'bench'],
  selfsigned: ['src/real/https/server'],
  pg: ['src/real/postgres'],
  ldapts: ['src/real/directory/ldap'],
  zod: ['src/plan', 'src/result'],
  tinybench: ['bench'],
  vitest: [],
  'fast-check': [],
  'shakedown/scenario': ['scenarios'],
  'left-pad': [],
  'node:fs': ['src/real', 'src/harness', 'src/cli', 'bench', 'src/sim/kernel/traps.ts'],
  'node:fs/promises': ['src/real', 'src/harness', 'src/cli', 'bench', 'src/sim/kernel/traps.ts'],
  'node:zlib': ['src/real', 'src/harness', 'src/cli', 'bench', 'src/sim'],
  'node:sqlite': [
    'src/real',
    'src/harness',
    'src/cli',
    'bench',
    'src/sim/machine/database',
    'src/sim/kernel/traps.ts',
  ],
  'node:process': ['src/real', 'src/harness', 'src/cli', 'bench', 'src/ui', 'src/sim/kernel/traps.ts'],
}

const places = [
  ...rooms.map((room) => `src/${room}/case.ts`),
  'src/case.ts',
  'src/real/https/client/case.ts',
  'src/real/https/server/case.ts',
  'src/real/directory/ldap/case.ts',
  'src/real/postgres/case.ts',
  'src/sim/machine/disk/case.ts',
  'src/sim/machine/database/case.ts',
  'src/sim/kernel/case.ts',
  'src/sim/kernel/traps.ts',
  'src/sim/network/case.ts',
  'src/sim/check/case.ts',
  'src/engine/merge/case.ts',
  'src/access/store/case.ts',
  'src/ui/parts/case.tsx',
  'scenarios/case.ts',
  'reports/case.ts',
  'bench/case.ts',
]

const noClock = [
  'plan',
  'engine',
  'engine/log',
  'access',
  'access/store',
  'sim',
  'sim/network',
  'sim/check',
  'scenario',
]
const clocks = [
  'Date.now()',
  'new Date()',
  'Math.random()',
  'setTimeout(Boolean, 1)',
  'setInterval(Boolean, 1)',
  'setImmediate(Boolean)',
  'queueMicrotask(Boolean)',
  'performance.now()',
  'crypto.randomUUID()',
  "fetch('/')",
  'process.pid',
  'globalThis.Date',
]

interface Case {
  file: string
  line: string
  allowed: boolean
}

const cases: Case[] = [
  ...arrowsBetweenRooms(),
  ...arrowsInLayers(),
  ...arrowsPastAnIndex(),
  ...arrowsOutOfSrc(),
  ...arrowsFromOutside(),
  ...arrowsToPackages(),
  ...clocksAndChance(),
  ...waysToSayIt(),
]
const files = Map.groupBy(cases, ({ file }) => file)
const refused = refusedByFence(
  new Map([...files].map(([file, those]) => [file, those.map(({ line }) => line)])),
)
const wasRefused = (one: Case) => refused.has(`${one.file}:${(files.get(one.file) ?? []).indexOf(one) + 1}`)

test('the fence refuses every forbidden arrow', () => {
  const forbidden = cases.filter((one) => !one.allowed)
  console.log(`fence: ${forbidden.length} forbidden arrows tried`)
  expect(forbidden.length).toBeGreaterThan(0)
  expect(forbidden.filter((one) => !wasRefused(one))).toEqual([])
})

test('the fence lets every allowed arrow pass', () => {
  const allowed = cases.filter((one) => one.allowed)
  console.log(`fence: ${allowed.length} allowed arrows tried`)
  expect(allowed.length).toBeGreaterThan(0)
  expect(allowed.filter(wasRefused)).toEqual([])
})

function arrowsBetweenRooms(): Case[] {
  return rooms.flatMap((from) =>
    rooms
      .filter((to) => to !== from)
      .map((to) => arrow(`src/${from}/case.ts`, `../${to}/index.ts`, mayKnow[from]?.includes(to) ?? false)),
  )
}

function arrowsInLayers(): Case[] {
  return Object.entries(layers).flatMap(([part, lines]) => {
    const names = lines.flatMap((line) => line.split(' '))
    return names.flatMap((from, at) =>
      names
        .filter((to) => to !== from)
        .flatMap((to) => [
          arrow(`src/${part}/${from}/case.ts`, `${specifier(from, to)}/index.ts`, names.indexOf(to) < at),
          arrow(`src/${part}/${from}/case.ts`, `${specifier(from, to)}/other.ts`, false),
        ]),
    )
  })
}

function specifier(from: string, to: string): string {
  const path = relative(from, to)
  return path.startsWith('.') ? path : `./${path}`
}

function arrowsPastAnIndex(): Case[] {
  const fromRooms = ['src/real/disk', 'src/sim/world', 'src/access/store', 'src/cli/file']
  return [
    ...fromRooms.flatMap((folder) => [
      arrow(`${folder}/case.ts`, '../../engine/merge/index.ts', true),
      arrow(`${folder}/case.ts`, '../../engine/merge/register.ts', false),
      arrow(`${folder}/case.ts`, '../../engine/storage/folder/layout.ts', false),
    ]),
    arrow('src/engine/replica/case.ts', '../invariant.ts', true),
    arrow('src/engine/replica/case.ts', './other.ts', true),
    arrow('src/sim/check/case.ts', '../../engine/merge/index.ts', false),
    arrow('src/sim/check/case.ts', '../record/index.ts', true),
    arrow('src/sim/fault/case.ts', '../../plan/plan.ts', true),
    arrow('src/sim/kernel/case.ts', '../../harness/index.ts', false),
    arrow('src/sim/kernel/traps.ts', '../../cli/main.ts', false),
    arrow('src/sim/kernel/quiescence.ts', '../../engine/merge/register.ts', false),
    arrow('bench/case.ts', '../src/engine/merge/register.ts', false),
  ]
}

function arrowsOutOfSrc(): Case[] {
  return rooms.flatMap((room) =>
    ['scenarios', 'reports', 'bench', 'test', 'dist'].map((folder) =>
      arrow(`src/${room}/case.ts`, `../../${folder}/some.ts`, false),
    ),
  )
}

function arrowsFromOutside(): Case[] {
  const toRooms = (file: string, allowed: string[]) =>
    rooms.map((room) => arrow(file, `../src/${room}/index.ts`, allowed.includes(room)))
  return [
    ...toRooms('scenarios/case.ts', []),
    ...toRooms('reports/case.ts', ['result', 'reporter']),
    ...toRooms('bench/case.ts', ['plan', 'engine', 'access', 'real', 'sim', 'scenario', 'harness', 'result']),
    arrow('scenarios/case.ts', './other.ts', false),
    arrow('test/case.ts', '../dist/engine/index.js', false),
    arrow('test/case.ts', 'tinybench', false),
    arrow('test/case.ts', 'fast-check', true),
  ]
}

function arrowsToPackages(): Case[] {
  return Object.entries(packageHomes).flatMap(([name, homes]) =>
    places.map((file) =>
      arrow(
        file,
        name,
        homes.some((home) => isWithin(file, home)),
      ),
    ),
  )
}

function isWithin(file: string, home: string): boolean {
  return file === home || file.startsWith(`${home}/`)
}

function clocksAndChance(): Case[] {
  const forbidden = noClock.flatMap((room) =>
    clocks.map((use) => ({ file: `src/${room}/case.ts`, line: `void ${use}`, allowed: false })),
  )
  const holders = [
    'src/sim/kernel/traps.ts',
    'src/sim/kernel/quiescence.ts',
    'src/real/case.ts',
    'src/cli/case.ts',
  ]
  return [
    ...forbidden,
    ...holders.map((file) => ({ file, line: 'void Date.now()', allowed: true })),
    { file: 'src/sim/kernel/case.ts', line: "import { randomBytes } from 'node:crypto'", allowed: false },
    { file: 'src/sim/kernel/case.ts', line: "import { createHash } from 'node:crypto'", allowed: true },
  ]
}

function waysToSayIt(): Case[] {
  return [
    "import '../sim/world.ts'",
    "import type { World } from '../sim/world.ts'",
    "export { a } from '../sim/world.ts'",
    "export * from '../sim/world.ts'",
    "export const late = import('../sim/world.ts')",
    "import { b } from '../../src/sim/world/world.ts'",
    "import { c } from '.././sim/world.ts'",
  ].map((line) => ({ file: 'src/engine/case.ts', line, allowed: false }))
}

function arrow(file: string, to: string, allowed: boolean): Case {
  return { file, line: `import '${to}'`, allowed }
}
