import { readFileSync, writeFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { Desk } from './desk.ts'

interface Listed {
  readonly versionId: string
  readonly here: boolean
  readonly dropped: string | null
}

const versionsOf = async (desk: Desk, copy: string): Promise<readonly Listed[]> =>
  (await desk.json(`document versions ${copy} memo.txt`))['versions'] as readonly Listed[]

const level = async (desk: Desk, ...copies: readonly string[]): Promise<void> => {
  for (const copy of copies) await desk.does(`sync ${copy}`)
}

/** What was noted in a folder was noted that much earlier. */
const daysPass = (desk: Desk, copy: string, days: number): void => {
  const path = desk.path(copy, '.shakedown/retention')
  const { check: _, ...notes } = JSON.parse(readFileSync(path, 'utf8'))
  const earlier = (value: unknown): unknown => {
    if (typeof value === 'number') return value - days * 24 * 60 * 60 * 1000
    return Object.fromEntries(Object.entries(value ?? {}).map(([key, each]) => [key, earlier(each)]))
  }
  writeFileSync(path, JSON.stringify(earlier(notes)))
}

/** Ann has saved the memo twice, and everybody knows; the file keeps what was replaced for 30 days. */
const withMemo = async (): Promise<Desk> => {
  const desk = await Desk.withTwoCopies()
  await desk.does('document keep-versions laptop-bob 30d')
  desk.write('laptop-ann/memo.txt', 'first memo')
  await level(desk, 'laptop-bob', 'laptop-ann', 'laptop-bob')
  desk.write('laptop-ann/memo.txt', 'second memo')
  await level(desk, 'laptop-ann', 'laptop-bob', 'laptop-ann')
  return desk
}

/** It is noticed as replaced, put aside, and dropped. */
const dropsFrom = async (desk: Desk, copy: string): Promise<void> => {
  for (const days of [1, 31, 2]) {
    await level(desk, copy)
    daysPass(desk, copy, days)
  }
  await level(desk, copy)
}

describe('a file that keeps replaced versions for 30 days', () => {
  test('drops an older one, lists it as not kept, and is whole', async () => {
    const desk = await withMemo()

    await dropsFrom(desk, 'laptop-ann')

    const [shown, old] = await versionsOf(desk, 'laptop-ann')
    expect([shown?.here, old?.here]).toEqual([true, false])
    expect(await desk.does('document versions laptop-ann memo.txt')).toContain(
      'NOT KEPT HERE any more (dropped at ',
    )
    expect(await desk.does('verify laptop-ann')).toContain(
      '1 replaced version was dropped, as the file keeps them for 30 days: no damage',
    )
    await level(desk, 'laptop-ann', 'laptop-bob', 'laptop-ann')
    expect((await versionsOf(desk, 'laptop-ann'))[1]?.here).toBe(false)
  })

  test('asks another copy for it, and says plainly where nobody has it', async () => {
    const desk = await withMemo()
    await dropsFrom(desk, 'laptop-ann')
    const old = (await versionsOf(desk, 'laptop-ann'))[1]?.versionId ?? ''

    await desk.does(`document promote laptop-ann memo.txt --version ${old}`)
    expect(desk.read('laptop-ann/memo.txt')).toBe('first memo')

    const again = await withMemo()
    await dropsFrom(again, 'laptop-ann')
    await dropsFrom(again, 'ACME')
    const lost = (await versionsOf(again, 'laptop-ann'))[1]?.versionId ?? ''
    const answer = await again.file('document', 'promote', 'laptop-ann', 'memo.txt', '--version', lost)
    expect(answer.code).not.toBe(0)
    expect(answer.err).toContain('its bytes are not kept in laptop-ann any more (dropped at ')
    expect(answer.err).toContain('and ACME has them not either')
  })

  test('says so where the bin is emptied, and refuses a time that is none', async () => {
    const desk = await Desk.withTwoCopies()
    desk.write('laptop-ann/memo.txt', 'first memo')
    await level(desk, 'laptop-ann')
    await desk.does('delete laptop-ann memo.txt')

    expect(await desk.does('document bin laptop-ann --empty')).toContain('the file keeps every version')
    expect((await desk.file('document', 'keep-versions', 'laptop-ann', 'soon')).err).toContain(
      'Write all, or',
    )
    expect(await desk.does('document keep-versions laptop-ann 90d')).toContain('for 90 days')
  })
})
