import { expect, test } from 'vitest'

import type { AccessTopology } from '../../../src/plan/topology.ts'
import { SimAccess } from '../../../src/sim/access/sim-access.ts'
import { type SimGatewayParts, guardedGateway } from '../../../src/sim/access/sim-gateway.ts'
import type { AskGateway } from '../../../src/sim/access/sim-log-on-session.ts'
import { SimDigest } from '../../../src/sim/machine/sim-digest.ts'
import { SimWorld } from '../../world/sim-world.ts'
import { twoOffices } from '../../world/topologies.ts'

const minuteUs = 60_000_000

/** Two servers: one at the centre, one in Leeds by the facts of a branch. The window is three minutes. */
const access: AccessTopology = {
  centres: [{ kind: 'data-centre', id: 'firm', on: 'head-office', retentionUs: 3600e6, beatUs: 5e6 }],
  branches: [{ kind: 'branch-office', id: 'leeds-store', on: 'leeds', of: 'firm', pollUs: 5e6, lost: 0 }],
  directories: [{ kind: 'directory', id: 'people', on: 'head-office' }],
  desks: [
    { kind: 'session-desk', at: 'leeds-web', facts: 'leeds-store', directory: 'people' },
    { kind: 'session-desk', at: 'office-web', facts: 'firm', directory: 'people' },
  ],
  lifeUs: minuteUs,
  graceUs: 2 * minuteUs,
}

const firm = async () => {
  const world = new SimWorld(twoOffices, { startsAtMs: 1_000_000 })
  const { kernel, network } = world
  const simAccess = await world.completes(() =>
    SimAccess.make({
      carrier: world,
      digest: new SimDigest(),
      topology: access,
      files: [{ id: 'file-1', name: 'ACME', copies: ['ACME'] }],
      users: ['ann', 'bob'],
      hostOf: (instance) => (instance === 'leeds-web' ? 'leeds' : 'head-office'),
    }),
  )
  kernel.scheduler.after(0, () => {
    kernel.wake()
    simAccess.open()
  })
  const doors = new Map(
    ['leeds-web', 'office-web'].map((id) => [id, simAccess.gatewayAt(id) as SimGatewayParts]),
  )
  const body = Uint8Array.of(1)
  const base = { file: 'ACME', from: 'laptop', cookie: null, body }
  const asked: string[] = []
  const sends = async (user: string, at = 'leeds-web'): Promise<string> => {
    const door = doors.get(at)
    const session = simAccess.sessionOf(user, user)
    if (!door || !session) throw new Error(`nobody lets anybody in at ${at}`)
    const answer = async () => ({ bytes: body, refusal: null })
    const beside: AskGateway = async (kind, said) => {
      asked.push(kind)
      const answered = await guardedGateway(door, { ...base, ...said, kind, who: user }, answer)
      return { ...answered, cookie: null, brokenUs: null, closes: false }
    }
    const shown = await session.prove('ACME', body, beside)
    if (shown.kind !== 'shows') return shown.detail
    const request = { ...base, kind: 'message', who: user, sessionProof: shown.sessionProof } as const
    const { status, bytes } = await guardedGateway(door, request, answer)
    return status === 200 ? 'let in' : new TextDecoder().decode(bytes)
  }
  const disable = async (user: string): Promise<void> => {
    for (const directory of simAccess.directories.values()) {
      const account = directory.find(user)
      if (account) directory.put(user, { ...account, state: 'disabled' })
    }
    await simAccess.centre.disable(user)
  }
  const passes = (us: number) => world.elapses(us)
  return {
    offices: simAccess,
    asked,
    disable,
    asks: (user: string, at?: string) => world.completes(() => sends(user, at)),
    asksTwice: (user: string) => world.completes(() => Promise.all([sends(user), sends(user)])),
    passes,
    line: (isUp: boolean) => network.setUp('leeds-line', isUp),
  }
}

test('whoever asks twice at one moment logs on once, and renews half-way', async () => {
  const { asksTwice, asks, passes, asked } = await firm()

  expect(await asksTwice('ann')).toEqual(['let in', 'let in'])
  await passes(31e6)
  expect(await asks('ann')).toBe('let in')

  expect(asked).toEqual(['log-on', 'renew'])
})

test('a session counts at another server too, which knows the first one from the firm’s facts', async () => {
  const { asks, asked } = await firm()
  await asks('ann', 'leeds-web')

  expect(await asks('ann', 'office-web')).toBe('let in')
  expect(asked).toEqual(['log-on'])
})

test('somebody whose account is disabled is out as soon as the branch has heard of it, and stays out', async () => {
  const { asks, passes, disable, offices: simAccess } = await firm()
  await asks('ann')

  await disable('ann')
  const atOnce = await asks('ann')
  await passes(15e6)

  expect(atOnce).toBe('let in')
  expect(await asks('ann')).toContain('the account ann is disabled')
  await passes(2 * minuteUs)
  expect(await asks('ann')).toContain('The account ann is disabled')
  expect(await asks('bob')).toBe('let in')
  expect(simAccess.log.deniedRequests.length).toBeGreaterThan(1)
})

test('in a branch that is cut off a disabled account is out within the window, and so is everybody else', async () => {
  const { asks, passes, disable, line, offices: simAccess } = await firm()
  for (const user of ['ann', 'bob']) await asks(user)
  line(false)
  await disable('ann')
  const log: string[] = []
  for (let second = 0; second < 240; second += 20) {
    log.push(await asks('ann'))
    await passes(20e6)
  }

  expect(log.filter((said) => said === 'let in').length).toBeGreaterThan(5)
  const last = Math.max(...simAccess.log.sendings.map(({ atUs }) => atUs))
  expect(last).toBeLessThanOrEqual(3 * minuteUs)
  expect(await asks('bob')).not.toBe('let in')

  line(true)
  await passes(2.5 * minuteUs)
  expect(await asks('bob')).toBe('let in')
  expect(await asks('ann')).toContain('disabled')
})

test('while the directory is away sessions go on for the grace, and nobody new logs on', async () => {
  const { asks, passes, offices: simAccess } = await firm()
  await asks('ann')
  for (const directory of simAccess.directories.values()) directory.isUp = false

  await passes(50e6)
  expect(await asks('ann')).toBe('let in')
  expect(await asks('bob')).toContain('People did not answer')
  for (let second = 0; second < 150; second += 15) {
    await passes(15e6)
    await asks('ann')
  }

  expect(await asks('ann')).toContain('People did not answer')
})
