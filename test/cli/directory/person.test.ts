import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { fileDirectory } from '../../../src/real/directory/file/file-directory.ts'
import { Desk } from '../file/desk.ts'

const logsOn = async (desk: Desk, user: string, password: string): Promise<string> =>
  (await fileDirectory(join(desk.folder, 'people.json'), () => Date.now()).logOn(user, password)).kind

describe('people in a file', () => {
  test('somebody is written with a password, changed without one, and taken out', async () => {
    const desk = new Desk()

    expect(await desk.directory('person people.json ann --name Ann', 'right horse')).toMatchObject({
      code: 0,
      out: 'Wrote ann in people.json.\n',
    })
    expect(await logsOn(desk, 'ann', 'right horse')).toBe('welcome')

    await desk.directory('person people.json ann --state locked')
    expect(await logsOn(desk, 'ann', 'right horse')).toBe('locked')
    await desk.directory('person people.json ann --state active', 'a new one')
    expect(await logsOn(desk, 'ann', 'right horse')).toBe('wrong')
    expect(await logsOn(desk, 'ann', 'a new one')).toBe('welcome')
    await desk.directory('person people.json ann --expires 2001-01-01')
    expect(await logsOn(desk, 'ann', 'a new one')).toBe('expired')

    await desk.directory('person people.json ann --remove')
    expect(await logsOn(desk, 'ann', 'a new one')).toBe('wrong')
  })

  test('the file is its owner’s alone, and holds no password', async () => {
    const desk = new Desk()
    await desk.directory('person people.json ann', 'right horse')
    const path = join(desk.folder, 'people.json')

    expect(statSync(path).mode & 0o077).toBe(0)
    expect(readFileSync(path, 'utf8')).not.toContain('right horse')
  })

  test.each([
    [
      'person people.json zoe',
      undefined,
      2,
      'zoe needs a password of 8 letters at least: give it in SHAKEDOWN_NEW_PASSWORD.',
    ],
    ['person people.json zoe', 'short', 2, 'zoe needs a password of 8 letters at least'],
    ['person people.json zoe --remove', undefined, 2, 'There is nobody called zoe in people.json.'],
    [
      'person people.json ann --state asleep',
      undefined,
      2,
      'An account is active, locked, disabled, and not "asleep".',
    ],
    ['person people.json ann --expires soon', undefined, 2, '"soon" is no time: write it as 2027-03-31'],
    ['person junk.json ann', 'right horse', 3, 'junk.json is no file of people'],
  ])('%s: says what is wrong, and changes nothing', async (line, password, code, text) => {
    const desk = new Desk()
    await desk.directory('person people.json ann', 'right horse')
    writeFileSync(join(desk.folder, 'junk.json'), '[]')
    const before = readFileSync(join(desk.folder, 'people.json'), 'utf8')

    const answer = await desk.directory(line, password)

    expect(answer).toMatchObject({ code, out: '' })
    expect(answer.err).toContain(text)
    expect(readFileSync(join(desk.folder, 'people.json'), 'utf8')).toBe(before)
    expect(readFileSync(join(desk.folder, 'junk.json'), 'utf8')).toBe('[]')
  })
})
