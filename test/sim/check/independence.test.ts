import { posix } from 'node:path'

import { expect, test } from 'vitest'

import { sourcesUnder, textOf } from '../../house/repository.ts'

/** The types of records: types bring no code along. */
const sharedTypes = /^import type \{[^}]*\} from '\.\.\/record\/index\.ts'$/gm

const importsOf = (file: string): string[] =>
  [
    ...textOf(file)
      .replaceAll(sharedTypes, '')
      .matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g),
  ].map(([, specifier]) => specifier ?? '')

const checks = sourcesUnder('src/sim/check')
const known = /^src\/(sim\/check\/|sim\/record\/index\.ts$|plan\/)/

test('a check imports checks, recordings and plans, and nothing of the engine', () => {
  const outward = checks.flatMap((file) =>
    importsOf(file)
      .filter((specifier) => !known.test(posix.join(posix.dirname(file), specifier)))
      .map((specifier) => `${file} imports ${specifier}`),
  )

  expect(checks.flatMap(importsOf).length).toBeGreaterThan(0)
  expect(outward).toEqual([])
})
