import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'

import type { Command } from 'commander'
import { expect, test } from 'vitest'

import { buildProgram } from '../../src/cli/program.ts'
import { checkRecordSchema } from '../../src/result/run-record.ts'
import { contextWith } from '../cli/command-context.ts'
import { pages } from './pages.ts'
import { root, sourcesUnder, textOf } from './repository.ts'

test('every relative link leads somewhere', () => {
  const links = pages.flatMap(({ path, text }) =>
    matchesOf(text, /\]\((?!https?:)([^)#]+)[^)]*\)/g).map((target) => ({ path, target })),
  )

  expect(links.length).toBeGreaterThan(80)
  expect(links.filter(({ path, target }) => !existsSync(join(root, dirname(path), target)))).toEqual([])
})

test('every path that is named exists', () => {
  const paths = found(/`((?:src|test|bench|bin|scenarios)\/[^`*\s]*|[\w.-]+\.(?:json|config\.ts))`/g)
  const ofRuns = ['run.json']

  expect(paths.length).toBeGreaterThan(150)
  expect(paths.filter((path) => !ofRuns.includes(path) && !existsSync(join(root, path)))).toEqual([])
})

test('every test that is named without its folder exists', () => {
  const names = found(/`([a-z-]+(?:\.(?:test|real)|-contract)\.ts)`/g)
  const present = new Set(sourcesUnder('test').map((path) => basename(path)))

  expect(names.length).toBeGreaterThan(15)
  expect(names.filter((name) => !present.has(name))).toEqual([])
})

test('every npm script that is shown exists', () => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }
  const named = [...found(/\bnpm run ([\w-]+)/g), ...found(/\bnpm (start|test)\b/g)]

  expect(named.length).toBeGreaterThan(5)
  expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([])
})

test('every command that is shown is understood', async () => {
  const shown = found(/npx shakedown ((?:[^`\n#|\\]|\\\|)+)/g).map((line) => line.trim().split(/\s+/))
  const { stdout } = await shakedown(['--help'], root)

  expect(stdout).toContain('Commands:')
  expect(shown.length).toBeGreaterThan(80)
  expect(shown.filter((words) => !isUnderstood(words)).map((words) => words.join(' '))).toEqual([])
}, 60_000)

test('the scenario in the README runs and holds', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'shakedown-readme-'))
  const example = /```ts\n\/\/ (\S+)\n([^]*?)```/.exec(textOf('README.md'))
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

/** The first group of each match, on any of the pages. */
function found(pattern: RegExp): string[] {
  return pages.flatMap(({ text }) => matchesOf(text, pattern))
}

function matchesOf(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '')
}

function idOf(row: string): string {
  return row.split(' ')[1] ?? ''
}

/** The command that the words name, by the spelling that help lists; null if they name none. */
function commandOf(words: readonly string[]): Command | null {
  let command = buildProgram(contextWith({}))
  for (const word of words) {
    const next = command
      .createHelp()
      .visibleCommands(command)
      .find((each) => each.name() === word)
    if (!next) return isGroup(command) && /^[a-z-]+$/.test(word) ? null : command
    command = next
  }
  return command
}

const isGroup = (command: Command): boolean => command.commands.length > 0

function isUnderstood(words: readonly string[]): boolean {
  const command = commandOf(words)
  const options = words.flatMap((word) => /^--[a-z-]+/.exec(word)?.[0] ?? [])
  const known = command?.options.map(({ long }) => long) ?? []
  return command !== null && options.every((option) => known.includes(option))
}

function shakedown(words: readonly string[], cwd: string): Promise<{ code: number; stdout: string }> {
  return new Promise((resolve) => {
    const command = [join(root, 'bin', 'shakedown.js'), ...words]
    execFile(process.execPath, command, { cwd }, (error, stdout) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout })
    })
  })
}
