import { readdirSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { brokenCitations, type Prose } from './citations.ts'
import { commentsIn } from './comments.ts'
import { root, sourcesUnder, textOf } from './repository.ts'

const commentsUnder = (folder: string): readonly Prose[] =>
  sourcesUnder(folder).flatMap((file) => commentsIn(textOf(file)).map((comment) => ({ file, ...comment })))

const pages = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .map((name) => join('docs', name))
  .toSorted()

describe('every citation leads to a file or a heading', () => {
  test.each(['src', 'test', 'bench', 'scenarios'])('in comments under %s', (folder) => {
    const comments = commentsUnder(folder)

    expect(comments.length).toBeGreaterThan(0)
    expect(comments.flatMap(brokenCitations)).toEqual([])
  })

  test('in documents', () => {
    expect(pages).toContain('docs/decisions/0005-turns-and-leases.md')
    expect(pages.flatMap((file) => brokenCitations({ file, line: 1, text: textOf(file) }))).toEqual([])
  })

  test('in enough places that the page of parameters is worth its keep', () => {
    const cited = commentsUnder('src').filter(({ text }) => text.includes('docs/fidelity.md §'))

    expect(cited.length).toBeGreaterThan(20)
  })
})

describe('a citation is found broken', () => {
  const broken = (text: string, file = 'src/a.ts') => brokenCitations({ file, line: 3, text })

  test.each([
    ['docs/decisions/absent.md states it.', 'docs/decisions/absent.md'],
    ['Ten segments (docs/fidelity.md §99.1).', '99.1'],
    ['Refused at once (docs/fidelity.md §1.1, §1.9).', '1.9'],
    ['Ten segments (fidelity.md §2.5).', 'fidelity.md § is not in the repository'],
    ['One key a stream (design §4).', 'design § is not in the repository'],
    ['Never escapes (design-review §7.1).', 'design-review is not in the repository'],
    ['At the share (real-parts.md §2).', 'real-parts.md is not in the repository'],
    ['The longest name (domain.md §3.3).', 'domain.md is not in the repository'],
  ])('in %s', (text, trouble) => {
    expect(broken(text)).toEqual([`src/a.ts:3 ${trouble}`])
  })

  test.each(['absent.md', '../fidelity.md#no-such-heading'])('in a link to %s', (target) => {
    expect(broken(`See [this](${target}).`, 'docs/decisions/0005-turns-and-leases.md')).toHaveLength(1)
  })

  test('and a sound one is let be', () => {
    expect(broken('Refused at once (docs/fidelity.md §1.1, §1.2).')).toEqual([])
    expect(
      broken('See [this](../fidelity.md#61-engsets-formula).', 'docs/decisions/0005-turns-and-leases.md'),
    ).toEqual([])
  })
})
