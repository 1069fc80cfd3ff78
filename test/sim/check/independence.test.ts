import { expect, test } from 'vitest'

import { sourcesUnder, textOf } from '../../house/repository.ts'

/** The types of records and the ids of checks: types bring no code along. */
const sharedTypes = /^import type \{[^}]*\} from '\.\.\/(?:record\/index|\.\.\/result\/check)\.ts'$/gm

const importsOf = (file: string): string[] =>
  [
    ...textOf(file)
      .replaceAll(sharedTypes, '')
      .matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g),
  ].map(([, specifier]) => specifier ?? '')

const checks = sourcesUnder('src/sim/check')

test('a check imports only what lies beside it, and types of records and check ids', () => {
  const outward = checks.flatMap((file) =>
    importsOf(file)
      .filter((specifier) => !/^\.\/[a-z-]+\.ts$/.test(specifier))
      .map((specifier) => `${file} imports ${specifier}`),
  )

  expect(checks.flatMap(importsOf).length).toBeGreaterThan(0)
  expect(outward).toEqual([])
})

test('every check has a test beside the others', () => {
  const judges = checks.filter((file) => !file.endsWith('/verdict.ts') && /\): Verdict\b/.test(textOf(file)))
  const tests = sourcesUnder('test/sim/check')

  expect(judges.length).toBeGreaterThanOrEqual(12)
  expect(judges.filter((file) => !tests.includes(file.replace(/^src(.*)\.ts$/, 'test$1.test.ts')))).toEqual(
    [],
  )
})
