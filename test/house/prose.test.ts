import { describe, expect, test } from 'vitest'

import { commentsIn, sentencesIn, wordsIn } from './comments.ts'
import { hardToRead } from './prose.ts'
import { sourcesUnder, textOf } from './repository.ts'

/** The rooms of src, whose comments are held to plain English. A new room joins the list. */
const held = [
  'src/access',
  'src/cli',
  'src/engine',
  'src/harness',
  'src/plan',
  'src/real/directory/file',
  'src/real/directory/ldap',
  'src/real/disk',
  'src/real/https/client',
  'src/real/https/server',
  'src/real/machine',
  'src/real/postgres',
  'src/real/share',
  'src/real/smb',
  'src/real/sqlite',
  'src/reporter',
  'src/result',
  'src/scenario',
  'src/sim/access',
  'src/sim/check',
  'src/sim/fault',
  'src/sim/https',
  'src/sim/kernel',
  'src/sim/keys',
  'src/sim/machine',
  'src/sim/names',
  'src/sim/network',
  'src/sim/people',
  'src/sim/planning',
  'src/sim/record',
  'src/sim/run',
  'src/sim/servers',
  'src/sim/share',
  'src/sim/world',
  'src/ui',
]

/** The most words that the comments of src may hold together: a longer one displaces another. */
const sourceWordsMax = 45_000

const commentsUnder = (folder: string) =>
  sourcesUnder(folder).flatMap((file) => commentsIn(textOf(file)).map((comment) => ({ file, ...comment })))

describe('the comments of', () => {
  test.each(held)('%s are understood at once', (folder) => {
    const comments = commentsUnder(folder)

    expect(comments.length).toBeGreaterThan(0)
    expect(
      comments.flatMap(({ file, line, text }) =>
        hardToRead(text).map((trouble) => `${file}:${line} ${trouble}`),
      ),
    ).toEqual([])
  })

  test('every source lie in a room that is held to that', () => {
    const sources = sourcesUnder('src')

    expect(sources).not.toEqual([])
    expect(sources.filter((file) => !held.some((folder) => file.startsWith(`${folder}/`)))).toEqual([])
  })

  test(`src hold at most ${sourceWordsMax} words together`, () => {
    const words = commentsUnder('src').flatMap(({ text }) => wordsIn(text))

    expect(words).not.toEqual([])
    expect(words.length).toBeLessThanOrEqual(sourceWordsMax)
  })
})

describe('a comment that must be read twice', () => {
  test.each([
    ['What is read is read in one transaction.', 'a clause of "what" as a subject'],
    ['Whoever visits it, leaves a card.', '"whoever" or "whatever"'],
    ['A write, of which nobody was told.', '"of which" or "of whom"'],
    ['Null where there is none of it.', 'negated existence'],
    ['It is folded anew.', 'old idiom'],
    [`${'word '.repeat(26).trim()}.`, '26 words'],
  ])('is refused: %s', (text, why) => {
    expect(hardToRead(text).join()).toContain(why)
  })

  test('is told from a plain one', () => {
    expect(hardToRead('Returns null if missing. Reads facts and the marker in one transaction.')).toEqual([])
  })
})

describe('comments are found', () => {
  const source = [
    "const url = 'https://example.com' // Says why.",
    '/**',
    ' * Two lines',
    ' * of one. Another.',
    ' */',
  ].join('\n')

  test('behind code and in blocks, and not inside strings', () => {
    expect(commentsIn(source)).toEqual([
      { line: 1, text: 'Says why.' },
      { line: 2, text: 'Two lines of one. Another.' },
    ])
  })

  test('and taken apart into sentences and words', () => {
    expect(sentencesIn('Takes `a.b c`. Gives it back.')).toEqual(['Takes code.', 'Gives it back.'])
    expect(wordsIn("It's 3 words")).toEqual(["It's", '3', 'words'])
  })
})
