import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { checkRecordSchema } from '../../src/result/run-record.ts'
import { root, textOf } from './repository.ts'

const documents = ['README.md', 'ARCHITECTURE.md', 'GLOSSARY.md', 'CONTRIBUTING.md']
const texts = new Map(documents.map((name) => [name, textOf(name)]))

test('every relative link leads somewhere', () => {
  const links = found(/\]\((?!https?:)([^)#]+)[^)]*\)/g)

  expect(links.length).toBeGreaterThan(5)
  expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([])
})

test('every path that is named exists', () => {
  const paths = found(/`((?:src|test|bench|bin|scenarios)\/[^`*\s]*|[\w.-]+\.(?:json|config\.ts))`/g)
  const ofRuns = ['run.json']

  expect(paths.length).toBeGreaterThan(20)
  expect(paths.filter((path) => !ofRuns.includes(path) && !existsSync(join(root, path)))).toEqual([])
})

test('every npm script that is shown exists', () => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }
  const named = [...found(/\bnpm run ([\w-]+)/g), ...found(/\bnpm (start|test)\b/g)]

  expect(named.length).toBeGreaterThan(5)
  expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([])
})

test('every command that is shown is understood', async () => {
  const shown = found(/npx shakedown ((?:[^`\n#|\\]|\\\|)+)/g).map((line) => line.trim().split(/\s+/))
  const asked = new Set(shown.map(commandOf))
  const { stdout } = await shakedown(['--help'], root)
  const helps = new Map(await Promise.all([...asked].map(helpOf)))

  expect(stdout).toContain('Commands:')
  expect(shown.length).toBeGreaterThan(10)
  expect(shown.filter((words) => !isUnderstood(words, helps)).map((words) => words.join(' '))).toEqual([])
})

test('the scenario in the README runs and holds', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'shakedown-readme-'))
  const example = /```ts\n\/\/ (\S+)\n([^]*?)```/.exec(texts.get('README.md') ?? '')
  try {
    writeFileSync(join(folder, example?.[1] ?? ''), example?.[2] ?? '')

    const { code, stdout } = await shakedown(['run', `./${example?.[1]}`, '--short', '--jobs', '1'], folder)

    expect({ code, last: stdout.trimEnd().split('\n').at(-1) }).toEqual({
      code: 0,
      last: '1 run: 1 passed, 0 failed',
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('the invariants that are checked are those said to be', () => {
  const rows = found(/^(\| S\d+ .*)$/gm)
  const checked = checkRecordSchema.shape.id.options.filter((id) => /^S\d+$/.test(id))

  expect(rows.map(idOf)).toEqual(Array.from({ length: 10 }, (_, index) => `S${index + 1}`))
  expect(rows.filter((row) => !row.includes('| not yet')).map(idOf)).toEqual(checked)
})

/** What a pattern's first group matches in any of the documents. */
function found(pattern: RegExp): string[] {
  return [...texts.values()].flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''))
}

function idOf(row: string): string {
  return row.split(' ')[1] ?? ''
}

/** `run` or `file edit`: the words before the first argument. */
function commandOf(words: readonly string[]): string {
  const [first = '', second = ''] = words
  return ['file', 'datastore'].includes(first) && /^[a-z-]+$/.test(second) ? `${first} ${second}` : first
}

async function helpOf(command: string): Promise<[string, string]> {
  const { code, stdout } = await shakedown([...command.split(' '), '--help'], root)
  return [command, code === 0 && stdout.startsWith(`Usage: shakedown ${command} `) ? stdout : '']
}

function isUnderstood(words: readonly string[], helps: ReadonlyMap<string, string>): boolean {
  const help = helps.get(commandOf(words)) ?? ''
  const options = words.flatMap((word) => /^--[a-z]+/.exec(word)?.[0] ?? [])
  return help !== '' && options.every((option) => help.includes(option))
}

function shakedown(words: readonly string[], cwd: string): Promise<{ code: number; stdout: string }> {
  return new Promise((resolve) => {
    const command = [join(root, 'bin', 'shakedown.js'), ...words]
    execFile(process.execPath, command, { cwd }, (error, stdout) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout })
    })
  })
}
