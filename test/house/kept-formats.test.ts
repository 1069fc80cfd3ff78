import { readdirSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import baseline from './baseline.json' with { type: 'json' }
import { folderDigest } from './folder-digest.ts'
import { root } from './repository.ts'

const kept = readdirSync(join(root, 'test/fixtures'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name.startsWith('format-'))
  .map(({ name }) => name)
  .toSorted()

test('the baseline names every kept format folder', () => {
  expect(Object.keys(baseline.keptFormats)).toEqual(kept)
})

test.each(Object.entries(baseline.keptFormats))('%s is byte for byte what was kept', (name, digest) => {
  expect(folderDigest(`test/fixtures/${name}`)).toBe(digest)
})

test('the digest of a folder depends on paths and contents', () => {
  expect(folderDigest('test/fixtures/format-1')).not.toBe(folderDigest('test/fixtures/format-1-columns'))
})
