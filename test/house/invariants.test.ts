import { describe, expect, test } from 'vitest'

import { checks } from '../../src/plan/definitions/check/index.ts'
import { statedKind } from '../../src/plan/definitions/stated-kind.ts'
import { textOf } from './repository.ts'

const page = textOf('docs/invariants.md').replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1')

const rows = page
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
const rowOf = (key: string) => rows.find(([, id]) => id === key) ?? []

const paragraphs = page.split('\n\n').map((paragraph) => paragraph.replaceAll(/\s+/g, ' '))

describe('docs/invariants.md has each check as its definition says', () => {
  test.each(Object.entries(checks))('%s', (name, { key, title, docs }) => {
    const [, , always, enforcedBy, cannotSee] = rowOf(key)

    expect({ always, cannotSee }).toEqual({ always: docs.summary, cannotSee: docs.cannotSee })
    expect(enforcedBy).toContain(`src/sim/check/${statedKind(name)}.ts`)
    expect(paragraphs.some((text) => text.startsWith(`**${key}: ${title}.** ${docs.forTheFirm}`))).toBe(true)
  })

  test('and no other', () => {
    const ids = rows.map(([, id]) => id).slice(2)

    expect(ids).toEqual(
      expect.arrayContaining(Object.values(checks).map(({ key }): string | undefined => key)),
    )
    expect(ids.length).toBe(Object.keys(checks).length)
  })
})
