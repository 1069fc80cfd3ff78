import { relative } from 'node:path'

import type { OxlintConfig } from 'oxlint'

import { layers } from './rooms.config.ts'

// The fence: who may import whom. rooms.config.ts lists the rooms; test/house/fence.test.ts proves that they hold.
// A later override replaces a rule's options whole, so each room states its complete list.

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
const outsideSrc = ['scenarios', 'reports', 'bench', 'test', 'dist']

const port = 'what the engine needs from outside comes through a port.'
const kernel = 'in the simulator, time and chance come from the kernel.'
const sameEverywhere = 'plain data is the same on every machine and at any time.'

const anyNode = ['node:*', 'node:*/**']
const pureNode = ['node:crypto', 'node:zlib']

const seededOnly = {
  name: 'node:crypto',
  importNames: [
    'default',
    'getRandomValues',
    'randomBytes',
    'randomFillSync',
    'randomInt',
    'randomUUID',
    'webcrypto',
  ],
  message: `Fence: ${kernel}`,
}

const byIndex = ['./**', '../**/index.ts', '../**/invariant.ts']

const realPackages: Readonly<Record<string, readonly string[]>> = {
  'https/server': ['fastify', 'selfsigned'],
  'directory/ldap': ['ldapts'],
  postgres: ['pg'],
}
const simPackages: Readonly<Record<string, readonly string[]>> = {
  kernel: ['seedrandom'],
  'machine/disk': ['memfs', 'memfs/**'],
  'machine/database': ['node:sqlite'],
}
const simKnows = onlyRooms(
  ['plan', 'engine', 'access', 'sim', 'result'],
  'the simulator does not know who calls or reads it.',
)
// Plans and results are plain data, and no room of theirs is closed.
const dataRooms = ['../**/plan/**', '../**/result/**']

const layered = {
  engine: (name: string) => [
    onlyPackages([], port, byIndex),
    onlyRooms(['engine'], 'the engine knows only itself.'),
    onlyLower('engine', name),
    noClockNoChance(port),
  ],
  access: (name: string) => [
    onlyPackages([], port, byIndex),
    onlyRooms(['engine', 'access'], 'access knows the engine, and nothing else of ours.'),
    onlyLower('access', name),
    noClockNoChance(port),
  ],
  real: (name: string) => [
    onlyPackages(
      [...anyNode, ...(realPackages[name] ?? [])],
      'a package lives in one room of real.',
      byIndex,
    ),
    onlyRooms(
      ['engine', 'access', 'real'],
      'real parts know the engine and access, and nothing else of ours.',
    ),
    onlyLower('real', name),
  ],
  sim: (name: string) => [
    onlyPackages(
      [...pureNode, ...(simPackages[name] ?? [])],
      'memfs lives in sim/machine/disk, SQLite in sim/machine/database, seedrandom in sim/kernel.',
      [...byIndex, ...dataRooms],
    ),
    name === 'check'
      ? onlyRooms(['plan', 'sim', 'result'], 'a check judges from what people saw, without the engine.')
      : simKnows,
    onlyLower('sim', name),
    { paths: [seededOnly] },
    ...(name === 'kernel' || name === 'machine/disk' ? [] : [noClockNoChance(kernel)]),
  ],
}

/** Who may import whom, as overrides of the linter. */
export const fence: NonNullable<OxlintConfig['overrides']> = [
  room('src/**', onlyPackages([], 'a file of src belongs to a room, and a package to one room.')),
  room(
    'src/plan/**',
    onlyPackages(['zod'], 'a plan is plain data; of packages it uses zod alone.'),
    onlyRooms(['plan'], 'a plan imports nothing of ours.'),
    noClockNoChance(sameEverywhere),
  ),
  ...roomsOf('engine'),
  ...roomsOf('access'),
  ...roomsOf('real'),
  ...roomsOf('sim'),
  // These two hold the real clock, so that nobody else needs to.
  room(
    ['src/sim/kernel/traps.ts', 'src/sim/kernel/quiescence.ts'],
    onlyPackages([...anyNode, 'seedrandom'], 'of packages, seedrandom alone lives here.', byIndex),
    simKnows,
    onlyLower('sim', 'kernel'),
    { rules: { 'no-restricted-globals': 'off', 'no-restricted-properties': 'off' } },
  ),
  room(
    'src/scenario/**',
    onlyPackages([], "the author's kit uses no package."),
    onlyRooms(
      ['plan', 'scenario'],
      "the author's kit makes what a plan is made of, and knows nothing else of ours.",
    ),
    noClockNoChance(sameEverywhere),
  ),
  room(
    'src/result/**',
    onlyPackages(['zod'], 'a result is plain data; of packages it uses zod alone.'),
    onlyRooms(['plan', 'result'], 'a result knows plans, and nothing else of ours.'),
  ),
  room(
    'src/harness/**',
    onlyPackages(
      [...anyNode, '@vitest/runner', '@vitest/runner/**', 'piscina'],
      'of packages, @vitest/runner and piscina alone live here.',
    ),
    onlyRooms(
      ['scenario', 'plan', 'sim', 'result', 'harness'],
      'the harness knows scenarios, plans, the simulator and results.',
    ),
  ),
  room(
    'src/reporter/**',
    onlyPackages([], 'a reporter turns a result into text, and needs nothing else.'),
    onlyRooms(['result', 'reporter'], 'a reporter knows only results.'),
  ),
  room(
    'src/ui/**',
    onlyPackages(
      ['ink', '@inkjs/ui', 'react', 'react/**', 'node:process'],
      'of packages, ink and react alone live here.',
    ),
    onlyRooms(['result', 'ui'], 'a screen knows only results.'),
  ),
  room(
    'src/cli/**',
    onlyPackages([...anyNode, 'commander'], 'of packages, commander alone lives here.'),
    onlyRooms(rooms, 'a command knows the rooms of src.'),
    byTheirIndex(),
  ),
  room(
    'scenarios/**',
    { patterns: [only(['shakedown/scenario'], "a scenario imports only 'shakedown/scenario'.")] },
    noClockNoChance(sameEverywhere),
  ),
  room(
    'reports/**',
    onlyPackages([], 'a report uses no package.'),
    onlyRooms(['result', 'reporter', 'reports'], 'a report knows only results and reporters.'),
  ),
  room(
    'bench/**',
    onlyPackages(
      [...anyNode, 'tinybench', 'fastify'],
      'of packages, tinybench and the peers measured live here.',
    ),
    onlyRooms(
      ['plan', 'engine', 'access', 'real', 'sim', 'scenario', 'harness', 'result', 'scenarios', 'bench'],
      'a benchmark measures what runs, not what shows it.',
    ),
    byTheirIndex(),
  ),
  room(
    'test/**',
    { patterns: [{ regex: '^tinybench$', message: 'Fence: tinybench lives in bench.' }] },
    { patterns: [{ regex: '(^|/)dist/', message: 'Fence: tests see the sources.' }] },
  ),
]

interface Part {
  patterns?: Pattern[]
  paths?: { name: string; importNames: string[]; message: string }[]
  rules?: Record<string, 'off' | ['error', ...unknown[]]>
}

type Pattern = { regex: string; message: string } | { group: string[]; message: string }

function room(files: string | string[], ...parts: Part[]) {
  const patterns = parts.flatMap((part) => part.patterns ?? []).toSorted(regexFirst)
  const paths = parts.flatMap((part) => part.paths ?? [])
  return {
    files: [files].flat(),
    rules: Object.assign(
      { 'no-restricted-imports': ['error', { patterns, paths }] },
      ...parts.map((part) => part.rules),
    ),
  }
}

// oxlint reads on after a regex, but an import that one group expressly allows is allowed by all of them.
// Hence at most one group a room, and that one last.
function regexFirst(a: Pattern, b: Pattern) {
  return Number('group' in a) - Number('group' in b)
}

/** A room and those below it in its part; the general entry comes first, since a later override replaces it. */
function roomsOf(part: keyof typeof layers) {
  return ['', ...layers[part]].map((name) =>
    room(name === '' ? `src/${part}/**` : `src/${part}/${name}/*`, ...layered[part](name)),
  )
}

function onlyPackages(allowed: string[], message: string, own: readonly string[] = ['./**', '../**']): Part {
  return { patterns: [only([...own, ...allowed], message)] }
}

/** Refuses the rooms of a part that do not stand below the given one, and what lies behind the index of a lower one inside it. */
function onlyLower(part: keyof typeof layers, name: string): Part {
  const at = Math.max(layers[part].indexOf(name), 0)
  const above = layers[part].slice(at).filter((other) => other !== name)
  const inside = layers[part].slice(0, at).filter((other) => other.startsWith(`${name}/`))
  const inRoom = (other: string, files: string) => `^(\\./)?${literal(relative(name, other))}/(${files})$`
  const message = `Fence: rooms.config.ts lists this room of ${part} above the importing one.`
  const behind = 'Fence: a room is entered by its index.ts.'
  return {
    patterns: [
      ...above.map((other) => ({ regex: inRoom(other, '[^/]*'), message })),
      ...inside.map((other) => ({ regex: inRoom(other, fileNamesBut('index.ts')), message: behind })),
    ],
  }
}

function onlyRooms(allowed: string[], message: string): Part {
  const others = [...rooms, ...outsideSrc].filter((name) => !allowed.includes(name))
  return { patterns: [{ regex: `(^|/)(${others.join('|')})/`, message: `Fence: ${message}` }] }
}

function byTheirIndex(): Part {
  const regex = `(^|/)(engine|access|real)/([^/]+/)*(${fileNamesBut('index.ts')})$`
  return { patterns: [{ regex, message: 'Fence: a room is entered by its index.ts.' }] }
}

// Spelled out letter by letter, since these regular expressions know no look-ahead.
function fileNamesBut(word: string) {
  const departures = Array.from(word, (letter, at) => `${literal(word.slice(0, at))}([^/${letter}][^/]*)?`)
  return [...departures, `${literal(word)}[^/]+`].join('|')
}

function literal(text: string) {
  return text.replaceAll('.', String.raw`\.`)
}

function only(allowed: string[], message: string) {
  return { group: ['**', ...allowed.map((name) => `!${name}`)], message: `Fence: ${message}` }
}

function noClockNoChance(why: string): Part {
  const timers = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask']
  const outside = ['Date', 'performance', 'crypto', 'fetch', 'process', 'globalThis', 'global']
  const message = `Fence: ${why}`
  return {
    rules: {
      'no-restricted-globals': ['error', ...[...timers, ...outside].map((name) => ({ name, message }))],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message }],
    },
  }
}
