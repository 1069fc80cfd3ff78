import { execFile } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { runDocumentSchema } from '../../src/result/run-record.ts'
import { root } from '../house/repository.ts'

/** A registry may be slow, and so may the disk. */
const installTimeoutMs = 600_000

interface Left {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a program to its end, without what npm told the tests that it started. */
const ran = (program: string, words: readonly string[], cwd: string): Promise<Left> =>
  new Promise((resolve) => {
    const outside = Object.entries(process.env).filter(([name]) => !name.startsWith('npm_'))
    const options = { cwd, env: Object.fromEntries(outside), maxBuffer: 64 * 1024 * 1024 }
    execFile(program, words, options, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err })
    })
  })

const sound = (left: Left): string => {
  expect(left).toMatchObject({ code: 0 })
  return left.out
}

let repository = ''

/** Somebody's own repository, whose dependency is what `npm pack` makes. */
beforeAll(async () => {
  repository = mkdtempSync(join(tmpdir(), 'shakedown-packed-'))
  sound(await ran('npm', ['pack', '--pack-destination', repository], root))
  writeFileSync(
    join(repository, 'package.json'),
    '{ "name": "designs", "private": true, "type": "module" }\n',
  )
  const options = ['--prefer-offline', '--no-audit', '--no-fund']
  sound(await ran('npm', ['install', ...options, './shakedown-0.1.0.tgz'], repository))
  mkdirSync(join(repository, 'designs'))
  copyFileSync(join(root, 'test/harness/fixtures/quick-day.ts'), join(repository, 'designs/quick-day.ts'))
}, installTimeoutMs)

afterAll(() => rmSync(repository, { recursive: true, force: true }))

const typed = (command: string): Promise<Left> => ran('sh', ['-c', command], repository)

test('the package holds what was compiled, and no sources or tests', () => {
  const installed = join(repository, 'node_modules/shakedown')

  expect(existsSync(join(installed, 'dist/cli/main.js'))).toBe(true)
  expect(['src', 'test', 'bench'].filter((folder) => existsSync(join(installed, folder)))).toEqual([])
})

test(
  'designs of the repository run there, and nothing is compiled',
  async () => {
    const { code, out, err } = await typed(
      'npx --no-install shakedown run ./designs/*.ts --short --reporter json',
    )

    const { runs } = runDocumentSchema.parse(JSON.parse(out))
    expect([code, err]).toEqual([0, ''])
    expect(runs.map(({ scenario, verdict }) => [scenario, verdict])).toEqual([['quick-day', 'passed']])
  },
  installTimeoutMs,
)

test(
  'a bundled scenario runs there',
  async () => {
    const { code, out, err } = await typed(
      'npx --no-install shakedown run office-parent --short --reporter json',
    )

    const { runs } = runDocumentSchema.parse(JSON.parse(out))
    expect([code, err]).toEqual([0, ''])
    expect(runs.map(({ scenario, verdict }) => [scenario, verdict])).toEqual([['office-parent', 'passed']])
  },
  installTimeoutMs,
)

const checkTypes = (file: string): Promise<Left> => {
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'esnext', '--types', '']
  return ran(process.execPath, [compiler, ...options, file], repository)
}

test(
  'a design is checked against the types of the package',
  async () => {
    const design = readFileSync(join(repository, 'designs/quick-day.ts'), 'utf8')
    const wrong = design.replace(/editEvery: '[^']*'/, 'editEvery: 7')
    writeFileSync(join(repository, 'wrong.ts'), wrong)

    expect(wrong).not.toBe(design)
    expect(await checkTypes('designs/quick-day.ts')).toEqual({ code: 0, out: '', err: '' })
    expect((await checkTypes('wrong.ts')).out).toMatch(/^wrong\.ts\(.*error TS/)
  },
  installTimeoutMs,
)
