import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'

import { describe, expect, test } from 'vitest'

import { referencePages } from '../reference/reference.ts'
import { root, textOf } from './repository.ts'

const folder = 'docs/reference'
const generated = referencePages()

describe('docs/reference is as the code makes it, and `npm run reference` writes it:', () => {
  test.each(generated)('$path', ({ path, text }) => {
    expect(text, 'The page is stale: run `npm run reference`.').toBe(textOf(`${folder}/${path}`))
  })

  test('it holds no other file', () => {
    const present = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(join(root, folder), join(entry.parentPath, entry.name)))

    expect(generated.length).toBeGreaterThan(15)
    expect(present.toSorted()).toEqual(generated.map(({ path }) => path).toSorted())
  })
})

test('the same code makes the same pages', () => {
  expect(referencePages()).toEqual(generated)
})
