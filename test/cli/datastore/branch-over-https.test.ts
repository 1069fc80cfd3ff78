import { afterEach, describe, expect, test, vi } from 'vitest'

import { Desk } from '../file/desk.ts'
import { serving } from '../file/serving.ts'

afterEach(() => vi.unstubAllEnvs())

/** A desk at which a command runs on while something is done, and is then interrupted; gives what it printed. */
const during = async (
  desk: Desk,
  line: string,
  act: (address: string, said: () => string) => Promise<void>,
): Promise<string> => {
  let shown = ''
  desk.watch = (text) => void (shown += text)
  desk.betweenLooks.push(async () => {
    vi.stubEnv('SHAKEDOWN_SERVER_CERTIFICATE', `${desk.machine}/development-certificate/certificate.pem`)
    await act(/https:\S+/.exec(shown)?.[0] ?? '', () => shown)
  })
  const { out, err, code } = await desk.datastore(line)
  desk.watch = () => {}
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return out
}

const head = async (): Promise<Desk> => {
  const desk = new Desk()
  await desk.datastore('centre firm.db --name London')
  await desk.datastore('user firm.db ann')
  return desk
}

const branchKeyOf = (text: string): string => /--key ([0-9a-f]{64})/.exec(text)?.[1] ?? ''

const servingLine = 'serve firm.db --port 0 --development-certificate'

describe('a branch that follows its centre over HTTPS', () => {
  test('is told its key, gets everything once the centre knows it, and nothing before', async () => {
    const office = await head()
    const leeds = new Desk()

    await during(office, servingLine, async (address) => {
      const before = await leeds.datastore(`branch leeds.db --of ${address} --name leeds`)
      expect(before).toMatchObject({ code: 4, out: '' })
      expect(before.err).toContain('The centre does not know this branch, or not by this key')
      const key = branchKeyOf(before.err)
      await office.datastore(`branch-key firm.db leeds --key ${key}`)
      await leeds.datastore('branch leeds.db')
      await office.datastore('beat firm.db')

      const after = await leeds.datastore('branch leeds.db')

      expect((await office.datastore('status firm.db')).out).toMatch(
        /^firm.db: the centre London, at change \d+\n {2}branch leeds: asked at .*, and had all up to change \d+\n$/u,
      )
      expect(after.out).toMatch(/^leeds.db: a branch of London\n {2}serves\n {2}as of .*, 0 s behind/u)
    })
  })

  test('says since when it is cut off, and comes level again by itself while it watches', async () => {
    const office = await head()
    const leeds = new Desk()
    let port = ''
    await during(office, servingLine, async (address) => {
      port = new URL(address).port
      const { err } = await leeds.datastore(`branch leeds.db --of ${address} --name leeds`)
      await office.datastore(`branch-key firm.db leeds --key ${branchKeyOf(err)}`)
      await leeds.datastore('branch leeds.db')
      await office.datastore('beat firm.db')
      await leeds.datastore('branch leeds.db')
    })

    const alone = await leeds.datastore('branch leeds.db')
    const status = await leeds.datastore('status leeds.db')
    expect(alone).toMatchObject({ code: 4 })
    expect(alone.err).toContain('leeds.db: cannot reach its centre: 127.0.0.1')
    expect(status.out).toMatch(
      / {2}serves\n.*\n {2}cut off since .*: 127.0.0.1:\d+: nothing listens there\n$/u,
    )

    await office.datastore('user firm.db ann --state disabled')
    await during(office, servingLine.replace('--port 0', `--port ${port}`), async () => {
      expect((await leeds.datastore('branch leeds.db')).out).not.toContain('cut off')
    })
    const { out } = await leeds.datastore('status leeds.db --json')
    expect(JSON.parse(out)).toMatchObject({ phase: 'serving', cutOff: null })
  })

  test('asks a server over client files, where its data store is the centre', async () => {
    const office = await head()
    const leeds = new Desk()
    office.makesFolder('files')
    await office.does('create files/ACME')
    await office.directory('person people.json ann', 'anns own one')
    const access = '--root files --datastore firm.db --directory people.json --audit audit.log'

    await serving(office, access, async (address) => {
      const { err } = await leeds.datastore(`branch leeds.db --of ${new URL(address).origin} --name leeds`)
      await office.datastore(`branch-key firm.db leeds --key ${branchKeyOf(err)}`)
      await leeds.datastore('branch leeds.db')
      await office.datastore('beat firm.db')
      expect((await leeds.datastore('branch leeds.db')).out).toContain('a branch of London\n  serves\n')
    })
  })

  test.each([
    ['branch leeds.db --of https://localhost:1', 2, 'give this one a --name'],
    ['branch leeds.db --of https://localhost:1/x --name leeds', 2, 'is no address of a centre'],
    [
      'branch leeds.db --of postgres://localhost/firm --name leeds',
      2,
      'follows a centre in PostgreSQL over HTTPS',
    ],
    ['branch-key firm.db leeds --key 12', 2, 'A branch has a key of 64 digits'],
    ['serve firm.db --port 0', 2, 'A server needs a certificate'],
    ['serve firm.db --port 0 --development-certificate --retention soon', 2, '"soon" is no time for which'],
    ['serve leeds.db --port 0 --development-certificate', 2, 'leeds.db is a branch, and only a centre'],
    ['serve nowhere.db --port 0 --development-certificate', 3, 'There is no data store at nowhere.db'],
    ['beat firm.db --retention 0h', 2, '"0h" is no time for which'],
  ])('%s: says what is wrong', async (line, code, text) => {
    const desk = await head()
    await desk.datastore('branch leeds.db --of firm.db')

    const answer = await desk.datastore(line)

    expect(answer).toMatchObject({ code, out: '' })
    expect(answer.err).toContain(text)
  })
})
