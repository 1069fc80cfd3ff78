import type { Command } from 'commander'
import { describe, expect, test } from 'vitest'

import { commands, groups } from '../../src/cli/commands.ts'
import { buildProgram } from '../../src/cli/program.ts'
import { sourcesUnder, textOf } from '../house/repository.ts'
import { contextWith } from './command-context.ts'
import { Desk } from './file/desk.ts'

/** How commands were spelled before they were grouped by noun, and how they are spelled now. */
const spellings = [
  ['show', 'field show', 'ACME table/key.field'],
  ['edit', 'field edit', 'ACME nowhere 1'],
  ['claim', 'field claim', 'ACME nowhere 1'],
  ['refer', 'field refer', 'ACME table/key.field table/other'],
  ['add', 'field add', 'ACME table/key.field 1'],
  ['remove', 'field remove', 'ACME table/key.field 1'],
  ['count', 'field count', 'ACME table/key.field much'],
  ['holds', 'field elements', 'ACME table/key.field'],
  ['record', 'record show', 'ACME table/key'],
  ['sign', 'record sign', 'ACME table/key'],
  ['documents', 'document list', 'ACME'],
  ['versions', 'document versions', 'ACME memo.txt'],
  ['fetch', 'document fetch', 'ACME memo.txt'],
  ['export', 'document export', 'ACME memo.txt ACME'],
  ['promote', 'document promote', 'ACME memo.txt --version 00000000000000aa.1'],
  ['bin', 'document bin', 'ACME'],
  ['behaviour', 'document behaviour', 'ACME sometimes'],
  ['keep-versions', 'document keep-versions', 'ACME sometimes'],
  ['lease', 'document lease', 'ACME memo.doc'],
  ['release-lease', 'document release', 'ACME memo.txt'],
  ['folders', 'folder list', 'ACME'],
  ['new-folder', 'folder create', 'ACME letters --in /nowhere'],
  ['conflicts', 'conflict list', 'ACME'],
  ['resolve', 'conflict resolve', 'ACME table/key.field --take 00000000000000aa.1'],
  ['assign', 'conflict assign', 'ACME table/key.field --to ann'],
  ['review', 'conflict review', 'ACME'],
  ['template', 'template write', 'ACME nowhere 1'],
  ['template-author', 'template add-author', 'nowhere ann'],
  ['copy', 'copy create', 'nowhere laptop'],
  ['reparent', 'copy reparent', 'ACME nowhere'],
  ['leave', 'copy leave', 'ACME'],
  ['stay', 'copy stay', 'ACME'],
  ['clear', 'copy clear', 'ACME'],
  ['abandon', 'copy abandon', 'ACME laptop'],
  ['rescue', 'copy rescue', 'ACME'],
  ['serve', 'server start', '--root nowhere --port none'],
  ['log-on', 'server log-on', 'nowhere'],
  ['log-off', 'server log-off', 'nowhere'],
] as const

const program = buildProgram(contextWith({}))

const commandAt = (words: string, from = program): Command | null => {
  let at: Command | null = from
  for (const word of words.split(' ')) at = at?.commands.find((each) => each.name() === word) ?? null
  return at
}

const optionsOf = (command: Command | null) => command?.options.map(({ flags }) => flags)

describe('an old spelling', () => {
  test.each(spellings)('file %s does what file %s does', async (old, name, words) => {
    const desk = new Desk()
    await desk.does('create ACME')
    desk.write('ACME/memo.txt', 'a memo')
    await desk.does('sync ACME')
    const before = await desk.file(...name.split(' '), ...words.split(' '))
    const again = await desk.file(...old.split(' '), ...words.split(' '))

    expect(withoutIds(again)).toEqual(withoutIds(before))
  })

  test.each(spellings)('file %s takes the options of file %s', (old, name) => {
    const isNoun = groups.some((group) => group.name === `file ${old}`)
    const reached = isNoun ? commandAt(`file ${name}`) : commandAt(`file ${old}`)

    expect(optionsOf(reached)).toEqual(optionsOf(commandAt(`file ${name}`)))
    expect(optionsOf(reached)).toBeDefined()
  })

  test('is in no help text', () => {
    const old = commands.flatMap(({ oldNames = [] }) => oldNames)
    const listed = old.filter((words) =>
      helpOf(words.split(' ').slice(0, -1)).includes(`\n  ${lastOf(words)} `),
    )

    expect(old.length).toBeGreaterThan(30)
    expect(listed).toEqual([])
  })
})

test('delete, restore and move still take a document, a record or a folder', async () => {
  const desk = new Desk()
  await desk.does('create ACME')
  desk.write('ACME/memo.txt', 'a memo')
  await desk.does('sync ACME')
  await desk.does('field edit ACME table/key.field 1')
  await desk.does('folder create ACME letters')

  expect(await desk.does('move ACME memo.txt letters')).toContain('letters/memo.txt')
  expect(await desk.does('delete ACME letters/memo.txt')).toContain('is in the recycle bin')
  expect(await desk.does('restore ACME memo.txt')).toContain('is back')
  expect(await desk.does('delete ACME table/key')).toContain('is deleted')
  expect(await desk.does('restore ACME table/key')).toContain('is there')
})

test('a document command refuses a folder, and a folder command a document', async () => {
  const desk = new Desk()
  await desk.does('create ACME')
  desk.write('ACME/memo.txt', 'a memo')
  await desk.does('sync ACME')
  await desk.does('folder create ACME letters')

  const folder = await desk.file('document', 'move', 'ACME', 'letters', '/')
  const document = await desk.file('folder', 'move', 'ACME', 'memo.txt', 'letters')

  expect(folder).toMatchObject({
    code: 2,
    err: expect.stringContaining('There is no document letters') as string,
  })
  expect(document).toMatchObject({
    code: 2,
    err: expect.stringContaining('There is no folder memo.txt') as string,
  })
})

test('every command is described, and has an example if it takes anything', () => {
  const visible = commands.filter(({ isHidden = false }) => !isHidden)
  const takesNothing = ['list']

  expect(commands.filter(({ description }) => description === '')).toEqual([])
  expect(visible.filter(({ examples = [] }) => examples.length === 0).map(({ name }) => name)).toEqual(
    takesNothing,
  )
})

describe('an example is a whole command:', () => {
  test.each(
    commands.flatMap(({ name, examples = [] }) => examples.map((example) => [example, name] as const)),
  )('%s', async (example, name) => {
    expect(await reachedBy(example, name)).toEqual([name])
  })

  test('one that leaves an argument out is refused', async () => {
    await expect(reachedBy('file sync', 'file sync')).rejects.toThrow('missing required argument')
  })
})

test('every hint names a command that help lists', () => {
  const visible = commands.filter(({ isHidden }) => !isHidden).map(({ name }) => name)
  const hints = sourcesUnder('src/cli').flatMap((file) =>
    [...textOf(file).matchAll(/(?:shakedown|calledAs)\} ((?:file|datastore|directory) [^`\n]*)/g)].map(
      ([, words = '']) => words,
    ),
  )
  const isVisible = (words: string): boolean =>
    visible.some((name) => words === name || new RegExp(`^${name}[^a-z-]`).test(words))

  expect(hints.length).toBeGreaterThan(50)
  expect(hints.filter((words) => !isVisible(words))).toEqual([])
})

/** Parses the example by a program in which the named command only notes that it was reached. */
async function reachedBy(example: string, name: string): Promise<readonly string[]> {
  const reached: string[] = []
  const fresh = buildProgram(contextWith({}))
  commandAt(name, fresh)?.action(() => void reached.push(name))
  const words = [...example.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
  await fresh.parseAsync(words, { from: 'user' })
  return reached
}

function helpOf(words: readonly string[]): string {
  return (commandAt(words.join(' ')) ?? program).helpInformation()
}

function lastOf(words: string): string {
  return words.split(' ').at(-1) ?? ''
}

/** Times differ from one call to the next. */
function withoutIds(answer: object): unknown {
  return JSON.parse(JSON.stringify(answer).replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME'))
}
