import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { fileDirectory, peopleText, type Person } from '../../src/real/directory/file/file-directory.ts'
import { hashPassword } from '../../src/real/directory/file/password-hash.ts'
import { directoryContract, type KeptDirectory } from './directory-contract.ts'
import { freshFolder } from './fresh-folder.ts'

const nowMs = Date.parse('2026-11-22T12:00:00Z')

const person = async (user: string, name: string, password: string): Promise<Person> => ({
  user,
  name,
  state: 'active',
  password: await hashPassword(password),
  expires: '2026-11-22T12:00:01Z',
})

// Made once: hashing a password is slow by intent.
const annAndBob = Promise.all([person('ann', 'Ann Auditor', 'right horse'), person('bob', 'Bob', 'bobs own')])

const keptInAFile = async (): Promise<KeptDirectory & { readonly path: string }> => {
  const path = join(freshFolder(), 'people.json')
  let people: readonly Person[] = await annAndBob
  writeFileSync(path, peopleText(people))
  return {
    path,
    directory: fileDirectory(path, () => nowMs),
    change: async (user, to) => {
      people = people.flatMap((each) => {
        if (each.user !== user) return [each]
        if (to === 'removed') return []
        return [to === 'expired' ? { ...each, expires: '2026-11-22T12:00:00Z' } : { ...each, state: to }]
      })
      writeFileSync(path, peopleText(people))
    },
  }
}

directoryContract('a file of people', keptInAFile)

describe('a file of people', () => {
  test.each([
    ['is not there', null, 'cannot be read: ENOENT'],
    ['is no JSON', '{"people": [', 'is no file of people'],
    ['is of another schema', '{"schema": "shakedown.directory/2", "people": []}', 'is no file of people'],
    [
      'names people of whom a part is lacking',
      '{"schema": "shakedown.directory/1", "people": [{"user": "ann"}]}',
      'is no file of people',
    ],
  ])('that %s lets nobody in, and says why', async (_what, text, detail) => {
    const path = join(freshFolder(), 'people.json')
    if (text !== null) writeFileSync(path, text)
    const directory = fileDirectory(path, () => nowMs)

    const answer = await directory.logOn('ann', 'right horse')

    expect(answer).toMatchObject({ kind: 'unreachable', detail: `${path} ${detail}` })
    expect(await directory.account('ann')).toMatchObject({ kind: 'unreachable' })
  })

  test('holds no password, and the same one looks another each time', async () => {
    const [one, other] = [await hashPassword('right horse'), await hashPassword('right horse')]

    expect(one).toMatch(/^scrypt\$[0-9a-f]{32}\$[0-9a-f]{64}$/)
    expect(one).not.toBe(other)
  })

  test('a letter is the same password whichever way a keyboard composes it', async () => {
    const path = join(freshFolder(), 'people.json')
    writeFileSync(path, peopleText([await person('zoe', 'Zoé', 'caf\u00E9')]))

    expect(await fileDirectory(path, () => nowMs).logOn('zoe', 'cafe\u0301')).toMatchObject({
      kind: 'welcome',
    })
  })
})
