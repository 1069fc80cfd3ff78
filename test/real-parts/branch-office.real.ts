import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { expect, onTestFinished, test } from 'vitest'

import { Desk } from '../cli/file/desk.ts'
import { freshFolder } from '../contracts/fresh-folder.ts'
import { root } from '../house/repository.ts'
import { freePort } from './free-port.ts'

/** How often is looked whether something has come over; there is no end to it but the test's own. */
const lookMs = 100

const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await sleep(lookMs)
}

/** A place with a folder and a machine of its own, at which commands are typed and one runs on. */
class Office {
  readonly desk = new Desk()
  readonly state = freshFolder()
  #child: ChildProcess | null = null

  async does(line: string): Promise<string> {
    const { code, out, err } = await this.desk.datastore(line)
    expect({ line, code, err }).toEqual({ line, code: 0, err: '' })
    return out
  }

  /** A process of its own, that goes on until it is killed; resolves when it has said this. */
  async runs(line: string, saying: RegExp, certificate = ''): Promise<string> {
    const words = [join(root, 'bin', 'shakedown.js'), ...line.split(' ')]
    const env = { ...process.env, XDG_STATE_HOME: this.state, SHAKEDOWN_SERVER_CERTIFICATE: certificate }
    if (certificate === '') delete (env as Partial<typeof env>).SHAKEDOWN_SERVER_CERTIFICATE
    const child = spawn(process.execPath, words, { cwd: this.desk.folder, env, stdio: 'pipe' })
    this.#child = child
    onTestFinished(() => this.dies())
    let said = ''
    child.stdout.on('data', (piece: Uint8Array) => void (said += new TextDecoder().decode(piece)))
    child.stderr.on('data', (piece: Uint8Array) => void (said += new TextDecoder().decode(piece)))
    await until(async () => saying.test(said) || child.exitCode !== null)
    expect(said).toMatch(saying)
    return said
  }

  /** Without a word, as in a power cut. */
  dies(): Promise<void> {
    const child = this.#child
    this.#child = null
    return new Promise((resolve) => {
      if (!child || child.exitCode !== null) return resolve()
      child.once('exit', () => resolve())
      child.kill('SIGKILL')
    })
  }
}

type Status = Readonly<Record<string, unknown>>

test('(row 59) a branch office’s server keeps its store filled over HTTPS, through a cut, and through one that was too long', async () => {
  const london = new Office()
  const leeds = new Office()
  const port = await freePort()
  const serving = `datastore serve firm.db --port ${port} --development-certificate`
  const ready = /Serving firm\.db/
  const status = async (): Promise<Status> => JSON.parse(await leeds.does('status leeds.db --json')) as Status
  const positionThere = async (): Promise<unknown> =>
    (JSON.parse(await london.does('status firm.db --json')) as Status)['position']
  const may = async (): Promise<string> => (await leeds.desk.datastore('may leeds.db ann open file-1')).err

  await london.does('centre firm.db --name London')
  await london.does('user firm.db ann')
  await london.does('client-file firm.db file-1 --name ACME')
  const said = await london.runs(serving, ready)
  const certificate = /SHAKEDOWN_SERVER_CERTIFICATE=(\S+)/.exec(said)?.[1] ?? ''

  const key = await leeds.runs(
    `datastore branch leeds.db --of https://127.0.0.1:${port} --name leeds --watch`,
    /--key [0-9a-f]{64}/,
    certificate,
  )
  await leeds.dies()
  await london.does(`branch-key firm.db leeds --key ${/--key ([0-9a-f]{64})/.exec(key)?.[1] ?? ''}`)
  leeds.desk.makesFolder('files')
  await leeds.desk.does('create files/ACME')
  await leeds.desk.directory('person people.json ann', 'anns own one')
  await leeds.runs(
    'file serve --root files --datastore leeds.db --directory people.json --port 0 --development-certificate',
    /leeds\.db follows its centre at https[^]*Serving 1 client file/,
    certificate,
  )
  await until(async () => (await status())['phase'] === 'serving')
  expect(await may()).toContain('ann may not open ACME')

  await london.dies()
  await london.does('user firm.db ann --state disabled')
  await until(async () => (await status())['cutOff'] !== null)
  expect(await status()).toMatchObject({
    phase: 'serving',
    cutOff: { detail: expect.stringContaining('nothing listens there') as string },
  })
  expect(await may()).toContain('ann may not open ACME')

  await london.runs(serving, ready)
  await until(async () => (await may()).includes('the account ann is disabled'))
  await until(async () => (await status())['cutOff'] === null)

  await london.dies()
  await until(async () => (await status())['cutOff'] !== null)
  await london.does('user firm.db ann')
  await sleep(1100)
  await london.does('beat firm.db --retention 1s')
  await london.runs(serving, ready)
  await until(async () => (await may()).includes('ann may not open ACME'))
  await until(async () => (await status())['position'] === (await positionThere()))
}, 180_000)
