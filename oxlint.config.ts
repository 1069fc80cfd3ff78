import type { OxlintConfig } from 'oxlint'

// The fence: who may import whom. ARCHITECTURE.md says why; test/house/fence.test.ts proves that it holds.
// A later override replaces a rule's options whole, so each room states its complete list.

const rooms = ['plan', 'engine', 'real', 'sim', 'scenario', 'harness', 'result', 'reporter', 'ui', 'cli']
const outsideSrc = ['scenarios', 'reports', 'bench', 'test', 'dist']

const port = 'what the engine needs from outside comes through a port.'
const kernel = 'in the simulator, time and chance come from the kernel.'
const sameEverywhere = 'plain data is the same on every machine and at any time.'

const anyNode = ['node:*', 'node:*/**']
const pureNode = ['node:crypto', 'node:zlib']

const simulator = [
  onlyRooms(['plan', 'engine', 'sim', 'result'], 'the simulator does not know who calls or reads it.'),
  engineByItsDoor(),
]
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

const fence: NonNullable<OxlintConfig['overrides']> = [
  room('src/**', onlyPackages([], 'a file of src belongs to a room, and a package to one room.')),
  room(
    'src/plan/**',
    onlyPackages(['zod'], 'a plan is plain data; of packages it uses zod alone.'),
    onlyRooms(['plan'], 'a plan imports nothing of ours.'),
    noClockNoChance(sameEverywhere),
  ),
  room(
    'src/engine/**',
    onlyPackages([], port),
    onlyRooms(['engine'], 'the engine knows only itself.'),
    noClockNoChance(port),
  ),
  room(
    'src/real/**',
    onlyPackages(
      [...anyNode, 'ldapts'],
      'this package does not talk to the real world, or lives in a room of its own.',
    ),
    onlyRooms(['engine', 'real'], 'real parts know the engine, and nothing else of ours.'),
    engineByItsDoor(),
  ),
  room(
    'src/real/https/**',
    onlyPackages(
      [...anyNode, 'fastify', 'selfsigned'],
      'of packages, fastify and selfsigned alone live here.',
    ),
    onlyRooms(['engine', 'real'], 'real parts know the engine, and nothing else of ours.'),
    engineByItsDoor(),
  ),
  room(
    'src/real/postgres/**',
    onlyPackages([...anyNode, 'pg'], 'of packages, pg alone lives here.'),
    onlyRooms(['engine', 'real'], 'real parts know the engine, and nothing else of ours.'),
    engineByItsDoor(),
  ),
  room(
    'src/sim/**',
    onlyPackages(
      pureNode,
      'memfs lives in sim/machine/disk, SQLite in sim/machine/database, seedrandom in sim/kernel.',
    ),
    ...simulator,
    { paths: [seededOnly] },
    noClockNoChance(kernel),
  ),
  room(
    'src/sim/machine/disk/**',
    onlyPackages([...pureNode, 'memfs', 'memfs/**'], 'of packages, memfs alone lives here.'),
    ...simulator,
    { paths: [seededOnly] },
  ),
  room(
    'src/sim/machine/database/**',
    onlyPackages([...pureNode, 'node:sqlite'], 'of packages, SQLite alone lives here.'),
    ...simulator,
    { paths: [seededOnly] },
    noClockNoChance(kernel),
  ),
  room(
    'src/sim/kernel/**',
    onlyPackages([...pureNode, 'seedrandom'], 'of packages, seedrandom alone lives here.'),
    ...simulator,
    { paths: [seededOnly] },
  ),
  // These two hold the real clock, so that nobody else needs to.
  room(
    ['src/sim/kernel/traps.ts', 'src/sim/kernel/rest.ts'],
    onlyPackages([...anyNode, 'seedrandom'], 'of packages, seedrandom alone lives here.'),
    ...simulator,
    { rules: { 'no-restricted-globals': 'off', 'no-restricted-properties': 'off' } },
  ),
  room(
    'src/sim/check/**',
    onlyPackages(pureNode, 'a check uses no package.'),
    onlyRooms(['plan', 'sim', 'result'], 'a check judges from what people saw, without the engine.'),
    { paths: [seededOnly] },
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
    engineByItsDoor(),
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
      ['plan', 'engine', 'real', 'sim', 'scenario', 'harness', 'result', 'scenarios', 'bench'],
      'a benchmark measures what runs, not what shows it.',
    ),
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

function onlyPackages(allowed: string[], message: string): Part {
  return { patterns: [only(['./**', '../**', ...allowed], message)] }
}

function onlyRooms(allowed: string[], message: string): Part {
  const others = [...rooms, ...outsideSrc].filter((name) => !allowed.includes(name))
  return { patterns: [{ regex: `(^|/)(${others.join('|')})/`, message: `Fence: ${message}` }] }
}

function engineByItsDoor(): Part {
  const regex = `(^|/)engine/(${anythingBut('index.ts')})`
  return { patterns: [{ regex, message: 'Fence: the engine is entered by its door, src/engine/index.ts.' }] }
}

// Spelled out letter by letter, since these regular expressions know no look-ahead.
function anythingBut(word: string) {
  const literal = (text: string) => text.replaceAll('.', String.raw`\.`)
  const departures = Array.from(word, (letter, at) => `${literal(word.slice(0, at))}([^${letter}]|$)`)
  return [...departures, `${literal(word)}.`].join('|')
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

export default {
  plugins: ['typescript', 'import', 'unicorn', 'oxc'],
  categories: { correctness: 'error' },
  ignorePatterns: ['dist', 'dist.*', 'reports/out', 'reports/baseline'],
  rules: {
    eqeqeq: 'error',
    'max-depth': ['error', 3],
    'max-lines': ['error', { max: 300 }],
    'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
    'max-params': ['error', { max: 4 }],
    'no-console': 'error',
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'import/no-default-export': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/no-non-null-assertion': 'error',
    // Its worry is emoji; ours are labels and keys.
    'typescript/no-misused-spread': 'off',
    'typescript/switch-exhaustiveness-check': 'error',
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],
    'unicorn/prefer-node-protocol': 'error',
    // A copy is no waste where the loop's body may change what it walks over.
    'unicorn/no-useless-spread': 'off',
  },
  overrides: [
    ...fence,
    {
      files: ['scenarios/**', 'test/**/fixtures/**', 'reports/**', '*.config.ts'],
      rules: { 'import/no-default-export': 'off' },
    },
    { files: ['test/**'], rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' } },
    { files: ['src/cli/**', 'bench/**', 'test/**'], rules: { 'no-console': 'off' } },
  ],
} satisfies OxlintConfig
