import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { type Answer, Desk } from '../file/desk.ts'

/** A firm with an editor, a group of readers and one client file. */
const firm = async (): Promise<Desk> => {
  const desk = new Desk()
  for (const line of [
    'centre firm.db --name London',
    'user firm.db ann --name Ann',
    'user firm.db bob',
    'group firm.db staff',
    'member firm.db staff bob',
    'role firm.db editor --right write',
    'role firm.db reader --right open',
    'client-file firm.db file-1 --name ACME --root nas-1',
    'grant firm.db file-1 user:ann --role editor',
    'grant firm.db file-1 group:staff --role reader',
  ])
    expect(await desk.datastore(line)).toMatchObject({ code: 0 })
  return desk
}

const branchOf = async (desk: Desk): Promise<Answer> => {
  await desk.datastore('branch leeds.db --of firm.db')
  await desk.datastore('beat firm.db')
  return desk.datastore('branch leeds.db --of firm.db')
}

describe('the data store of a firm', () => {
  test('says who may do what, and why not', async () => {
    const desk = await firm()

    expect((await desk.datastore('may firm.db ann write file-1')).out).toContain(
      'Yes: ann may write ACME, until ',
    )
    expect((await desk.datastore('may firm.db bob open file-1')).code).toBe(0)
    expect(await desk.datastore('may firm.db bob write file-1')).toMatchObject({ code: 4 })
    expect((await desk.datastore('may firm.db bob write file-1')).err).toContain(
      'No: bob may not change ACME.',
    )

    await desk.datastore('user firm.db ann --state disabled')
    expect((await desk.datastore('may firm.db ann open file-1')).err).toContain(
      'No: the account ann is disabled.',
    )
    await desk.datastore('member firm.db staff bob --remove')
    expect((await desk.datastore('may firm.db bob open file-1')).err).toContain('No: bob may not open ACME.')
  })

  test('(row 58) a branch serves nothing until it is filled and has heard of its centre once more', async () => {
    const desk = await firm()

    const first = await desk.datastore('branch leeds.db --of firm.db')
    expect(first.out).toContain('serves nothing yet: it is filled, and waits')
    expect((await desk.datastore('may leeds.db ann open file-1')).err).toContain(
      'leeds.db serves nothing yet',
    )

    await desk.datastore('beat firm.db')
    expect((await desk.datastore('branch leeds.db --of firm.db')).out).toMatch(
      /^leeds.db: a branch of London\n {2}serves\n {2}as of .*, 0 s behind, at change 11\n$/u,
    )
    expect((await desk.datastore('may leeds.db ann write file-1')).code).toBe(0)
  })

  test('(row 59) a branch refuses a write, names the centre, and goes on as it was', async () => {
    const desk = await firm()
    await branchOf(desk)

    const refused = await desk.datastore('user leeds.db mallory')

    expect(refused.code).toBe(4)
    expect(refused.err).toBe(
      'Nothing was written in leeds.db: a branch is written by its centre alone: make the change at London.\nSee how far behind it is: npx shakedown datastore status leeds.db',
    )
    expect((await desk.datastore('may leeds.db mallory open file-1')).err).toContain(
      'there is no account mallory',
    )
  })

  test('a branch goes on with what it knows until it hears from its centre again', async () => {
    const desk = await firm()
    await branchOf(desk)

    await desk.datastore('user firm.db ann --state disabled')
    expect((await desk.datastore('may leeds.db ann open file-1')).code).toBe(0)
    await desk.datastore('branch leeds.db --of firm.db')

    expect((await desk.datastore('may leeds.db ann open file-1')).err).toContain('is disabled')
    const status = JSON.parse((await desk.datastore('status leeds.db --json')).out) as Record<string, unknown>
    expect(status).toMatchObject({
      schema: 'shakedown.datastore-status/1',
      kind: 'branch',
      centre: 'London',
      phase: 'serving',
      position: 12,
    })
  })

  test('a branch that lost sight of its centre’s disk says so, and finds it again', async () => {
    const desk = await firm()
    await branchOf(desk)

    renameSync(join(desk.folder, 'firm.db'), join(desk.folder, 'away.db'))
    const alone = await desk.datastore('branch leeds.db')
    expect(alone).toMatchObject({ code: 4, out: '' })
    expect(alone.err).toContain('leeds.db: cannot reach its centre: there is nothing at ')
    renameSync(join(desk.folder, 'away.db'), join(desk.folder, 'firm.db'))

    expect((await desk.datastore('branch leeds.db')).out).not.toContain('cut off')
  })

  test.each([
    ['status nowhere.db', 3, 'There is no data store at nowhere.db.\nMake one:'],
    ['centre firm.db --name Again', 2, 'firm.db is there already. Nothing was changed.'],
    ['status junk.db', 3, 'Cannot use the data store junk.db: '],
    ['branch leeds.db --of nowhere.db', 4, 'Cannot reach the centre at nowhere.db'],
    ['branch firm.db --of firm.db', 2, 'firm.db is a centre, which follows nobody.'],
    ['user firm.db ann --state asleep', 2, 'An account is active, locked, disabled, and not "asleep".'],
    ['role firm.db clerk --right sing', 2, 'A role gives the right to open, write, manage'],
    [
      'grant firm.db file-1 ann --role editor',
      2,
      'A role is given to user:NAME or to group:NAME, and not to "ann".',
    ],
    ['grant firm.db file-1 user:ann', 2, 'A grant gives a role: name it with --role.'],
    ['may firm.db ann sing file-1', 2, 'A right is open, write, manage, and not "sing".'],
  ])('%s: says what is wrong, and changes nothing', async (line, code, text) => {
    const desk = await firm()
    writeFileSync(join(desk.folder, 'junk.db'), 'no database at all '.repeat(50))
    const before = readFileSync(join(desk.folder, 'firm.db'))

    const answer = await desk.datastore(line)

    expect(answer).toMatchObject({ code, out: '' })
    expect(answer.err).toContain(text)
    expect(readFileSync(join(desk.folder, 'firm.db'))).toEqual(before)
  })
})
