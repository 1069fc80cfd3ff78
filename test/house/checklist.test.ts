import { expect, test } from 'vitest'

import { textOf } from './repository.ts'

/** A row of the checklist's page: its number, and where it is done, or why it is not. */
interface Row {
  readonly number: number
  readonly where: string
}

const rows: readonly Row[] = [
  ...textOf('docs/checklist.md').matchAll(/^\| (\d+) \| [^|]+ \| ([^|]+) \|$/gm),
].map(([, number, where = '']) => ({ number: Number(number), where: where.trim() }))

const filesIn = (where: string): readonly string[] =>
  where.startsWith('not yet: ') ? [] : [...where.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path)

/** `row 7`, or among several rows: `rows 6 and 21`, `rows 13, 33 and 34`. */
const namesRow = (text: string, number: number): boolean =>
  new RegExp(`\\(rows? (?:[^)]*[^0-9])?${number}(?![0-9])`).test(text)

test('the checklist has all of its 66 rows, in order', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 66 }, (_, index) => index + 1))
})

test('each row says in which tests it is named, or why it is not done yet', () => {
  const unsaid = rows.filter(({ where }) => !where.startsWith('not yet: ') && filesIn(where).length === 0)
  expect(unsaid).toEqual([])
})

test('the tests that a row names do name the row', () => {
  const wrong = rows.flatMap(({ number, where }) =>
    filesIn(where).flatMap((path) => (namesRow(textOf(path), number) ? [] : [`${number}: ${path}`])),
  )
  expect(wrong).toEqual([])
  expect(rows.filter(({ where }) => filesIn(where).length > 0).length).toBeGreaterThan(40)
})
