import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { bundledScenarios } from '../../../src/harness/index.ts'
import { freshFolder } from '../../contracts/fresh-folder.ts'
import { root } from '../../house/repository.ts'
import { type Left, shakedown } from './terminal.ts'
import { typed } from './typed.ts'

const stackLine = /\n\s+at .*:\d+/

type Typing = (words: readonly string[]) => Promise<Left>

/** One clear message on standard error, and nothing else anywhere. */
const complaint = async (words: readonly string[], typing: Typing = typed): Promise<string> => {
  const { code, out, err } = await typing(words)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).not.toMatch(stackLine)
  expect(err).not.toContain('defect')
  return err
}

const broken = (text: string): string => {
  const folder = freshFolder()
  writeFileSync(join(folder, 'my-day.ts'), text)
  return folder
}

const soundDay = readFileSync(join(root, 'test/harness/fixtures/quick-day.ts'), 'utf8')

describe('words that are wrong usage', () => {
  test.each<[string, readonly string[], string]>([
    [
      'an unknown name',
      ['run', 'feild-team'],
      'there is no scenario "feild-team"; did you mean "field-team"?',
    ],
    [
      'a name like no other',
      ['run', 'warehouse'],
      `there are ${bundledScenarios()
        .map(({ name }) => name)
        .join(', ')}`,
    ],
    ['a sound name and an unknown one', ['run', 'field-team', 'vpn-realy'], 'did you mean "vpn-relay"?'],
    ['a file that is not there', ['run', './nothing.ts'], 'there is no scenario file "./nothing.ts"'],
    ['seeds that run backwards', ['run', '--seeds', '9..3'], 'runs backwards: write 3..9'],
    ['a seed that is no number', ['run', '--seed', 'seven'], '"seven" is no seed'],
    ['a seed below zero', ['run', '--seed', '-1'], '"-1" is no seed'],
    ['a seed beyond 32 bits', ['run', '--seed', '4294967296'], '"4294967296" is no seed'],
    ['two ways to give seeds', ['run', '--seed', '1', '--seeds', '1..2'], 'not both'],
    ['no workers', ['run', '--jobs', '0'], '--jobs is a whole number from 1 to 256'],
    [
      'an unknown reporter',
      ['run', '--reporter', 'xml'],
      '--reporter is tui, plain, json, junit or github, not "xml"',
    ],
    ['a reporter with a slip', ['run', '--reporter', 'jnuit=out.xml'], 'did you mean "junit"?'],
    [
      'two reporters on standard output',
      ['run', '--reporter', 'plain', '--reporter', 'json'],
      '--reporter plain and --reporter json both write to standard output; give one of them a file, as in --reporter json=FILE',
    ],
    ['an unknown option', ['run', '--sed', '1'], '--seed'],
    ['an unknown command', ['rnu'], "shakedown: unknown command 'rnu'\n(Did you mean run?)\n"],
    [
      'an unknown command of file',
      ['file', 'satus'],
      "shakedown: unknown command 'satus'\n(Did you mean status?)\n",
    ],
    ['an unknown option of a file command', ['file', 'show', '--jsn'], '(Did you mean --json?)'],
    ['an option without its value', ['run', '--seed'], 'shakedown: option'],
  ])('%s', async (_what, words, message) => {
    expect(await complaint(words)).toContain(message)
  })

  test('end a process with the same message and code', async () => {
    expect(await complaint(['run', 'feild-team'], shakedown)).toBe(await complaint(['run', 'feild-team']))
  })
})

/** What `run` says about a broken scenario file: one line, with the name of the file. */
const refusal = async (text: string, typing: (cwd: string) => Typing): Promise<string> => {
  const told = await complaint(['run', 'my-day.ts'], typing(broken(text)))

  expect(told).toContain('my-day.ts')
  expect(told.trimEnd().split('\n').length).toBe(1)
  return told
}

describe('scenario files that are broken', () => {
  // Tests import files in their own way. A process has the messages of Node.
  test.each<[string, string, string]>([
    ['one that does not parse', 'export default {{', 'scenario file my-day.ts: cannot be loaded: '],
    ['one in words that Node does not strip', 'enum Day { one }\nexport default Day', 'cannot be loaded: '],
    ['one that imports what is not there', "import './parts.ts'\nexport default 1", 'cannot be loaded: '],
  ])('%s', async (_what, text, message) => {
    expect(await refusal(text, (cwd) => (words) => shakedown(words, { cwd }))).toContain(message)
  })

  test.each<[string, string, string]>([
    ['one that throws', 'throw new RangeError("no paper")', 'threw RangeError: no paper'],
    ['one that exports nothing', 'export const day = 1', 'exports no scenario; end it with `export default'],
    ['one that exports something else', 'export default 5', 'exports no scenario'],
    [
      'one that exports a part alone',
      soundDay.replace('default scenario(', 'default Object('),
      'exports no scenario',
    ],
    ['one that is empty', '', 'exports no scenario'],
    ['an unknown option', soundDay.replace('editEvery:', 'editEvry:'), 'did you mean "editEvery"?'],
    ['a negative duration', soundDay.replace("'5m'", "'-5m'"), 'cannot be negative, but "-5m" was given'],
    ['a duration without a unit', soundDay.replace("'5m'", "'5'"), '"5" has no unit that is known here'],
    [
      'an unknown host',
      soundDay.replace("['office', 'staff']", "['ofice', 'staff']"),
      'did you mean "office"?',
    ],
    [
      'two parts of one name',
      soundDay.replace("laptops('staff'", "laptops('office'"),
      'two parts are called "office"',
    ],
  ])('%s', async (_what, text, message) => {
    expect(text).not.toBe(soundDay)

    expect(await refusal(text, (cwd) => (words) => typed(words, { cwd }))).toContain(message)
  })
})

describe('output that cannot be written', () => {
  const run = (...words: readonly string[]) => ['run', 'test/harness/fixtures/quick-day.ts', ...words]

  test('a path below a file is refused', async () => {
    const file = join(freshFolder(), 'notes.txt')
    writeFileSync(file, 'mine')

    expect(await complaint(run('--out', join(file, 'out')))).toContain('a part of the path is a file')
    expect(readFileSync(file, 'utf8')).toBe('mine')
  })

  test('a result of somebody else is kept', async () => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'run.json'), '{"mine": true}')

    expect(await complaint(run('--out', folder))).toContain('is no result of ours; move it away')
    expect(readFileSync(join(folder, 'run.json'), 'utf8')).toBe('{"mine": true}')
  })

  test('a folder in place of the result is told', async () => {
    const folder = freshFolder()
    mkdirSync(join(folder, 'run.json'))

    expect(await complaint(run('--out', folder))).toContain('run.json exists')
  })

  test.each([
    ['a folder', (folder: string) => folder, 'it is a folder'],
    [
      'a path below a file',
      (folder: string) => join(folder, 'notes.txt', 'out.xml'),
      'part of the path is a file',
    ],
  ])('%s is refused for a reporter before any run begins', async (_what, fileIn, message) => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'notes.txt'), 'mine')

    const told = await complaint(run('--reporter', 'plain', '--reporter', `junit=${fileIn(folder)}`))

    expect(told).toContain(message)
    expect(told).toContain('no run was begun')
    expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('mine')
  })
})
