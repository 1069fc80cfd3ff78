import { describe, expect, test } from 'vitest'

import { proseIn } from './markdown-prose.ts'
import { pages } from './pages.ts'
import { hardToRead } from './prose.ts'

/** Definitions, commands and schemas make these pages. */
const isGenerated = (path: string): boolean => path.startsWith('docs/reference/')

const written = pages.filter(({ path }) => !isGenerated(path))

const sizeBytesOf = (path: string): number =>
  Buffer.byteLength(pages.find((page) => page.path === path)?.text ?? '')

describe('pages', () => {
  test('the README has at most 6 kB, and the overview 8 kB', () => {
    expect(sizeBytesOf('README.md')).toBeGreaterThan(1_000)
    expect(sizeBytesOf('README.md')).toBeLessThanOrEqual(6_000)
    expect(sizeBytesOf('docs/architecture/README.md')).toBeGreaterThan(1_000)
    expect(sizeBytesOf('docs/architecture/README.md')).toBeLessThanOrEqual(8_000)
  })

  test('no written page has more than 15 kB', () => {
    expect(written.length).toBeGreaterThan(25)
    expect(written.map(({ path }) => path).filter((path) => sizeBytesOf(path) > 15_000)).toEqual([])
  })

  test.each(written)('$path is understood at once', ({ text }) => {
    const prose = proseIn(text)

    expect(prose.length).toBeGreaterThan(3)
    expect(prose.flatMap(hardToRead)).toEqual([])
  })
})

describe('the prose of a page', () => {
  test('is in paragraphs, items, titles and cells, and not in code', () => {
    const page = [
      '# A title',
      '',
      'One here. **Two**',
      'goes on.',
      '',
      '```',
      'not this.',
      '```',
      '',
      '- an item',
      '  of two lines',
      '- another',
      '',
      '| a cell | `x.y z` and 3.5 |',
      '| --- | --- |',
    ].join('\n')

    expect(proseIn(page)).toEqual([
      'A title',
      'One here. Two goes on.',
      'an item of two lines',
      'another',
      'a cell',
      'Code and 3.5',
    ])
  })

  test('counts a link by its text', () => {
    expect(proseIn('See [the page](a/b/c.md).')).toEqual(['See the page.'])
  })
})
