import { describe, expect, test } from 'vitest'

import { proseIn } from './markdown-prose.ts'
import { pages } from './pages.ts'
import { hardToRead } from './prose.ts'

const sizeBytesOf = (path: string): number =>
  Buffer.byteLength(pages.find((page) => page.path === path)?.text ?? '')

describe('pages', () => {
  test('the README has at most 6 kB, and the overview 8 kB', () => {
    expect(sizeBytesOf('README.md')).toBeGreaterThan(1_000)
    expect(sizeBytesOf('README.md')).toBeLessThanOrEqual(6_000)
    expect(sizeBytesOf('docs/architecture/README.md')).toBeGreaterThan(1_000)
    expect(sizeBytesOf('docs/architecture/README.md')).toBeLessThanOrEqual(8_000)
  })

  test('no page has more than 15 kB', () => {
    expect(pages.length).toBeGreaterThan(45)
    expect(pages.map(({ path }) => path).filter((path) => sizeBytesOf(path) > 15_000)).toEqual([])
  })

  test.each(pages)('$path is understood at once', ({ text }) => {
    const prose = proseIn(text)

    expect(prose.length).toBeGreaterThan(3)
    expect(prose.flatMap(hardToRead)).toEqual([])
  })
})

const titlesIn = (text: string): readonly string[] =>
  [...text.matchAll(/^## (.+)$/gm)].map(([, title = '']) => title)

describe('architecture pages and decisions', () => {
  const architecture = pages.filter(
    ({ path }) => /^docs\/architecture\/[a-z-]+\.md$/.test(path) && !path.endsWith('/not-modelled.md'),
  )
  const decisions = pages.filter(({ path }) => /^docs\/decisions\/\d{4}-/.test(path))

  test('each page of the architecture has a problem, invariants, files and references', () => {
    expect(architecture.length).toBeGreaterThan(6)
    for (const { path, text } of architecture)
      expect({ path, titles: titlesIn(text) }).toEqual({
        path,
        titles: expect.arrayContaining(['Problem', 'Invariants', 'Files', 'References']),
      })
  })

  test('each decision has a status, a context, a decision, options, evidence and consequences', () => {
    expect(decisions.length).toBeGreaterThan(7)
    for (const { path, text } of decisions)
      expect({ path, hasStatus: /^\*\*Status:\*\* \w+/m.test(text), titles: titlesIn(text) }).toEqual({
        path,
        hasStatus: true,
        titles: ['Context', 'Decision', 'Options', 'Evidence', 'Consequences'],
      })
  })

  test('decisions are numbered without a gap, and listed', () => {
    const names = decisions.map(({ path }) => path.slice('docs/decisions/'.length))
    const list = pages.find(({ path }) => path === 'docs/decisions/README.md')?.text ?? ''

    expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, index) => index + 1))
    expect(names.filter((name) => !list.includes(`(${name})`))).toEqual([])
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
