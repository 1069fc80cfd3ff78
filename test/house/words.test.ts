import { basename } from 'node:path'

import { describe, expect, test } from 'vitest'

import { plainNouns, suffixes } from './class-suffixes.ts'
import { sourcesUnder, textOf } from './repository.ts'
import { type RoomWords, roomWords } from './room-words.ts'
import { sharedFileNames } from './shared-file-names.ts'
import { tokensIn, wordsOf } from './words.ts'

const inSrc = sourcesUnder('src')
// Scenarios are written in their words, or they are written for scenarios.
const withoutTable = /^src\/(?:plan|scenario|sim\/(?:fault|planning|people|check))\//
const isIn = (room: string, file: string): boolean => file === room || file.startsWith(`${room}/`)

interface Offence {
  readonly token: string
  readonly file: string
}

const offencesIn = (file: string, source: string, { names, texts }: RoomWords): readonly Offence[] => {
  const { identifiers, texts: literals } = tokensIn(source)
  const has = (token: string, words: readonly string[]) => wordsOf(token).some((word) => words.includes(word))
  const named = [...file.split('/').slice(2), ...identifiers].filter((token) => has(token, names))
  const written = literals.filter((token) => has(token, texts))
  return [...new Set([...named, ...written])].map((token) => ({ token, file }))
}

const offencesOf = (room: string, words: RoomWords): readonly Offence[] =>
  inSrc.filter((file) => isIn(room, file)).flatMap((file) => offencesIn(file, textOf(file), words))

describe('no room has a word for which the field has another', () => {
  test('every source is in a room of the table, or in one that scenarios name', () => {
    const rooms = Object.keys(roomWords)
    const homeless = inSrc.filter(
      (file) => !withoutTable.test(file) && !rooms.some((room) => isIn(room, file)),
    )

    expect(homeless).toEqual([])
  })

  test.each(Object.entries(roomWords))('%s', (room, words) => {
    const offences = offencesOf(room, words)

    expect(inSrc.some((file) => isIn(room, file))).toBe(true)
    expect(offences.filter(({ token }) => !Object.hasOwn(words.allowed, token))).toEqual([])
  })

  test('every exception is still in use', () => {
    const unused = Object.entries(roomWords).flatMap(([room, words]) => {
      const used = new Set(offencesOf(room, words).map(({ token }) => token))
      return Object.keys(words.allowed).flatMap((token) => (used.has(token) ? [] : [`${room}: ${token}`]))
    })

    expect(unused).toEqual([])
  })

  test('an old word is refused in an identifier, a message, a template and a file name', () => {
    const words: RoomWords = { names: ['heads', 'keeper'], texts: ['heads'], allowed: {} }
    const source = "const oldHeads = keeper\nthrow new Error('no heads')\nout(`${keeper} of heads`)\n"

    expect(offencesIn('src/engine/log/link-keeper.ts', source, words).map(({ token }) => token)).toEqual([
      'link-keeper.ts',
      'oldHeads',
      'keeper',
      'no heads',
      ' of heads',
    ])
  })

  test('an old word in a comment, or inside another word, is none', () => {
    const words: RoomWords = { names: ['heads', 'line'], texts: ['heads', 'line'], allowed: {} }

    expect(offencesIn('src/a/online.ts', "// heads\nconst aheads = 'inline' /* line */\n", words)).toEqual([])
  })
})

describe('a class suffix has one role', () => {
  const classes = ['src/engine', 'src/access', 'src/sim'].flatMap((folder) =>
    sourcesUnder(folder).flatMap((file) =>
      [...textOf(file).matchAll(/^export (?:abstract )?class (\w+)/gm)].map(([, name = '']) => ({
        file,
        name,
      })),
    ),
  )
  const suffixOf = (name: string) => Object.entries(suffixes).find(([suffix]) => name.endsWith(suffix))?.[1]

  test('every exported class has a suffix of the table, or is listed as a plain noun', () => {
    const unknown = classes.filter(({ name }) => !suffixOf(name) && !plainNouns.includes(name))

    expect(classes.length).toBeGreaterThan(100)
    expect(unknown).toEqual([])
  })

  test('every class with a suffix is in a room that has classes of that role', () => {
    const misplaced = classes.filter(({ file, name }) => {
      const suffix = suffixOf(name)
      return suffix && !suffix.rooms.some((room) => isIn(room, file))
    })

    expect(misplaced).toEqual([])
  })

  test('no role is listed twice', () => {
    const roles = Object.values(suffixes).map(({ role }) => role)

    expect(roles).toEqual([...new Set(roles)])
  })

  test.each(Object.entries(suffixes))('%s is used in each of its rooms', (ending, { rooms }) => {
    const used = (room: string) => classes.some(({ file, name }) => name.endsWith(ending) && isIn(room, file))

    expect(rooms.filter((room) => !used(room))).toEqual([])
  })

  test('every plain noun is the name of a class, and ends in no suffix', () => {
    const names = classes.map(({ name }) => name)

    expect(plainNouns.filter((noun) => !names.includes(noun) || suffixOf(noun))).toEqual([])
  })
})

const isDefinition = (name: string): boolean =>
  inSrc.some((file) => /^src\/plan\/definitions\/\w+\//.test(file) && basename(file) === name)

test('files of one name in several folders are listed with the meaning that they share', () => {
  const names = inSrc
    // A definition is several files of one name by decision 9.
    .filter((file) => !/^src\/sim\/(?:fault|people|check)\//.test(file) || !isDefinition(basename(file)))
    .map((file) => basename(file))
    .filter((name) => name !== 'index.ts')
  const shared = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))]

  expect(shared.toSorted()).toEqual(Object.keys(sharedFileNames).toSorted())
})

describe('a source is read as tokens', () => {
  test.each([
    ['camelCase', 'theirVersionVector', ['their', 'version', 'vector']],
    ['capitals', 'readHTTPHeader', ['read', 'http', 'header']],
    ['constants', 'MAX_SIZE', ['max', 'size']],
    ['private names', '#ownLog2', ['own', 'log']],
    ['file names', 'version-vector.ts', ['version', 'vector', 'ts']],
    ['sentences', 'Cannot read it', ['cannot', 'read', 'it']],
  ])('words of %s', (_, name, words) => {
    expect(wordsOf(name)).toEqual(words)
  })

  test.each([
    ['comments are left out', "a // b 'c'\n/* d */ e", ['a', 'e'], []],
    ['strings are texts', `f('it\\'s', "two")`, ['f'], ["it's", 'two']],
    ['slashes in a string begin no comment', "f('a//b', c)", ['f', 'c'], ['a//b']],
    ['a template has texts and code', '`a ${b({ c: `d ${e}` })} f`', ['b', 'c', 'e'], ['a ', 'd ', ' f']],
    ['module specifiers are left out', "import { a } from './b.ts'", ['import', 'a', 'from'], []],
    ['a regular expression is neither', "a = /'b\\/[/`]/u.test(c)", ['a', 'test', 'c'], []],
    ['a division is no regular expression', "a / b + 'c' / d", ['a', 'b', 'd'], ['c']],
  ])('%s', (_, source, identifiers, texts) => {
    const found = tokensIn(source)

    expect(found.identifiers).toEqual(identifiers)
    expect(found.texts.map((each) => each.replaceAll('\\', ''))).toEqual(texts)
  })
})
