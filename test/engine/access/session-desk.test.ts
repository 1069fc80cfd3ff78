import { describe, expect, test } from 'vitest'

import {
  type AccountAnswer,
  type AuditEntry,
  defaultSessionRules,
  type Directory,
  fileFact,
  firmOf,
  type FactRow,
  grantFact,
  proveRequest,
  renewalRequest,
  roleFact,
  serverFact,
  SessionDesk,
  type StandingFact,
  userFact,
} from '../../../src/engine/index.ts'
import { realDigest } from '../../../src/real/digest.ts'
import { realSignature } from '../../../src/real/signature.ts'

const minuteMs = 60_000
const keysOf = (seed: number) => realSignature.keyPair(new Uint8Array(32).fill(seed))
const [ann, mallory] = [keysOf(10), keysOf(11)]

/** Two server instances of one firm, a directory that one can change, and a clock that one can turn. */
const firm = () => {
  const world = {
    nowMs: 1_000_000_000,
    states: new Map<string, string>([
      ['ann', 'active'],
      ['bob', 'active'],
    ]),
    isDirectoryAway: false,
    factsAgeMs: 0,
    isFilled: true,
    audit: [] as AuditEntry[],
    isAuditKept: true,
    /** Ends what the directory is asked, where it was told to think. */
    thinking: null as (() => void)[] | null,
    asked: 0,
  }
  const account = (user: string): AccountAnswer =>
    world.isDirectoryAway
      ? { kind: 'unreachable', detail: 'no way there' }
      : { kind: 'account', state: (world.states.get(user) ?? 'unknown') as 'active' }
  const directory: Directory = {
    logOn: async (user, password) => {
      world.asked += 1
      await new Promise<void>((resolve) => (world.thinking ? world.thinking.push(resolve) : resolve()))
      const answer = account(user)
      if (answer.kind === 'unreachable') return answer
      if (answer.state === 'unknown' || password !== `${user}s own`) return { kind: 'wrong' }
      if (answer.state !== 'active')
        return { kind: answer.state, detail: `the account ${user} is ${answer.state}` }
      return { kind: 'welcome', user, name: user }
    },
    account: async (user) => account(user),
    close: async () => {},
  }
  const facts: readonly FactRow[] = [
    userFact('ann', { state: 'active', name: 'Ann' }),
    userFact('bob', { state: 'active', name: 'Bob' }),
    roleFact('reader', { rights: ['open'] }),
    fileFact('file-1', { name: 'ACME', root: '' }),
    fileFact('file-2', { name: 'OTHER', root: '' }),
    grantFact('file-1', 'user:ann', { role: 'reader' }),
    serverFact('one', { publicKey: keysOf(1).publicKey.toHex() }),
    serverFact('two', { publicKey: keysOf(2).publicKey.toHex() }),
  ]
  const instance = (name: string, seed: number): SessionDesk =>
    new SessionDesk({
      issuer: { name, keys: keysOf(seed) },
      directory,
      knowFirm: async () =>
        world.isFilled
          ? { firm: firmOf(facts as readonly StandingFact[]), asOfMs: world.nowMs - world.factsAgeMs }
          : null,
      rules: defaultSessionRules,
      windowMs: 30 * minuteMs,
      ports: {
        clock: { nowMs: () => world.nowMs, after: () => () => {} },
        digest: realDigest,
        signature: realSignature,
      },
      audit: (entry) => {
        if (world.isAuditKept) world.audit.push(entry)
        return world.isAuditKept
      },
    })
  return { world, one: instance('one', 1), two: instance('two', 2), instance }
}

const asAnn = { user: 'ann', password: 'anns own', address: '10.0.0.1', clientKey: ann.publicKey }

const asBob = { ...asAnn, user: 'bob', password: 'bobs own' }

/** Everything that can happen without the directory has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

const tokenAt = async (desk: SessionDesk): Promise<Uint8Array> => {
  const outcome = await desk.logOn(asAnn)
  if (outcome.kind !== 'session') throw new Error(outcome.what)
  return outcome.token
}

let nonces = 0
const request = (
  token: Uint8Array,
  nowMs: number,
  change: { fileId?: string | null; keys?: typeof ann } = {},
) => {
  const asked = { token, file: 'ACME', body: Uint8Array.of(1) }
  const nonce = new Uint8Array(12).fill((nonces += 1))
  const proof = proveRequest(asked, { atMs: nowMs, nonce }, (change.keys ?? ann).privateKey, {
    signature: realSignature,
    digest: realDigest,
  })
  return { ...asked, proof, fileId: change.fileId === undefined ? 'file-1' : change.fileId }
}

const renewal = (token: Uint8Array, atMs: number, keys = ann) => {
  const nonce = new Uint8Array(12).fill((nonces += 1))
  const by = { signature: realSignature, digest: realDigest }
  return { token, proof: proveRequest(renewalRequest(token), { atMs, nonce }, keys.privateKey, by) }
}

describe('logging on', () => {
  test('gives a session that every instance accepts', async () => {
    const { world, one, two } = firm()
    const token = await tokenAt(one)

    expect(await one.admit(request(token, world.nowMs))).toEqual({
      kind: 'admitted',
      user: 'ann',
      mayWrite: false,
      untilMs: expect.any(Number),
    })
    expect(await two.admit(request(token, world.nowMs))).toEqual({
      kind: 'admitted',
      user: 'ann',
      mayWrite: false,
      untilMs: expect.any(Number),
    })
    expect(world.audit).toEqual([{ kind: 'logged-on', atMs: world.nowMs, user: 'ann', address: '10.0.0.1' }])
  })

  test.each([
    ['a wrong password', { password: 'guess' }, 'who', 'The name or the password is wrong'],
    ['a name that nobody has', { user: 'zoe' }, 'who', 'The name or the password is wrong'],
    ['no key', { clientKey: new Uint8Array(3) }, 'who', 'The client named no key of its own'],
  ])('with %s is refused, and written down without the password', async (_what, change, reason, what) => {
    const { world, one } = firm()

    expect(await one.logOn({ ...asAnn, ...change })).toMatchObject({ kind: 'not-let-in', reason, what })
    expect(world.audit).toMatchObject([{ kind: 'log-on-refused', detail: what }])
    expect(JSON.stringify(world.audit)).not.toMatch(/anns own|guess/)
  })

  test('under a name that nobody has is written down without that: it may be a password in the wrong field', async () => {
    const { world, one } = firm()

    await one.logOn({ ...asAnn, user: 'anns own' })
    await one.logOn({ ...asAnn, password: 'guess' })

    expect(world.audit).toMatchObject([{ user: '(unknown)' }, { user: 'ann' }])
    expect(JSON.stringify(world.audit)).not.toContain('anns own')
  })

  test.each(['locked', 'expired', 'disabled'])('to an account that is %s is told so', async (state) => {
    const { world, one } = firm()
    world.states.set('ann', state)

    expect(await one.logOn(asAnn)).toMatchObject({ reason: 'denied', what: `The account ann is ${state}` })
  })

  test('five wrong tries make everybody at that account wait, and the directory is not asked', async () => {
    const { world, one } = firm()
    for (let tries = 0; tries < 5; tries += 1) await one.logOn({ ...asAnn, password: 'guess' })

    expect(await one.logOn(asAnn)).toMatchObject({
      reason: 'wait',
      what: 'There were too many wrong tries',
      next: 'Try again in 15 min.',
    })
    expect(world.asked).toBe(5)
    world.nowMs += 15 * minuteMs
    expect(await one.logOn(asAnn)).toMatchObject({ kind: 'session' })
  })

  test('wrong passwords that are tried at one moment do not get past the count together', async () => {
    const { world, one } = firm()
    const thinking: (() => void)[] = []
    world.thinking = thinking
    const tries = Array.from({ length: 40 }, () => one.logOn({ ...asAnn, password: 'guess' }))
    await settled()
    expect(world.asked).toBe(5)

    for (const answer of thinking) answer()
    const outcomes = (await Promise.all(tries)).map(
      (outcome) => outcome.kind === 'not-let-in' && outcome.reason,
    )

    expect(world.asked).toBe(5)
    expect(outcomes.filter((reason) => reason === 'who')).toHaveLength(5)
    expect(outcomes.filter((reason) => reason === 'wait')).toHaveLength(35)
  })

  test('of forty people behind one router at nine o’clock makes some wait for each other, and refuses none', async () => {
    const { world, one } = firm()
    const thinking: (() => void)[] = []
    world.thinking = thinking
    const all = Array.from({ length: 40 }, (_, index) => one.logOn(index % 2 === 0 ? asAnn : asBob))

    for (let asked = 0; asked < 40; asked += 1) {
      await settled()
      thinking[asked]?.()
    }

    expect((await Promise.all(all)).map(({ kind }) => kind)).toEqual(Array(40).fill('session'))
  })

  test('lets nobody in while it cannot be written down, and tells no guesser whether they were right', async () => {
    const { world, one } = firm()
    const token = await tokenAt(one)
    world.isAuditKept = false

    const [right, wrong] = [await one.logOn(asAnn), await one.logOn({ ...asAnn, password: 'guess' })]

    expect(right).toMatchObject({ reason: 'unavailable', what: expect.stringContaining('cannot write down') })
    expect(wrong).toEqual(right)
    expect((await one.admit(request(token, world.nowMs))).kind).toBe('admitted')
    expect(await one.admit(request(token, world.nowMs, { fileId: 'file-2' }))).toMatchObject({
      reason: 'denied',
    })
    world.isAuditKept = true
    expect(await one.logOn(asAnn)).toMatchObject({ kind: 'session' })
  })

  test('while the directory is away is told from a wrong password, and counts as no try', async () => {
    const { world, one } = firm()
    world.isDirectoryAway = true
    for (let tries = 0; tries < 9; tries += 1)
      expect(await one.logOn(asAnn)).toMatchObject({ reason: 'unavailable', what: 'No way there' })

    world.isDirectoryAway = false
    expect(await one.logOn(asAnn)).toMatchObject({ kind: 'session' })
  })
})

describe('a session', () => {
  test('is over ten minutes later, unless it is renewed at any instance', async () => {
    const { world, one, two } = firm()
    const token = await tokenAt(one)
    world.nowMs += 9 * minuteMs
    const renewed = await two.renew(renewal(token, world.nowMs))
    world.nowMs += 2 * minuteMs

    expect(await one.admit(request(token, world.nowMs))).toMatchObject({
      reason: 'who',
      what: 'The session is over',
    })
    expect(renewed.kind === 'session' && (await one.admit(request(renewed.token, world.nowMs)))).toEqual({
      kind: 'admitted',
      user: 'ann',
      mayWrite: false,
      untilMs: expect.any(Number),
    })
    expect(await one.renew(renewal(token, world.nowMs))).toMatchObject({ what: 'The session is over' })
  })

  test('of an account that was disabled ends at the next renewal, and that is written down', async () => {
    const { world, one } = firm()
    const token = await tokenAt(one)
    world.states.set('ann', 'disabled')

    expect(await one.renew(renewal(token, world.nowMs))).toMatchObject({
      reason: 'denied',
      what: 'The account is disabled',
    })
    expect(world.audit.at(-1)).toMatchObject({ kind: 'session-ended', user: 'ann' })
  })

  test('is renewed for the client that it was given to, once a request, and for nobody who saw its token', async () => {
    const { world, one } = firm()
    const token = await tokenAt(one)
    const request = renewal(token, world.nowMs)

    expect(await one.renew(renewal(token, world.nowMs, mallory))).toMatchObject({
      reason: 'who',
      what: 'The request was not made by the client whose token it carries',
    })
    expect(await one.renew({ token, proof: new Uint8Array(3) })).toMatchObject({ reason: 'who' })
    expect((await one.renew(request)).kind).toBe('session')
    expect(await one.renew(request)).toMatchObject({ what: 'The request was made before' })
  })

  test('a proof for a file renews nothing, and one for a renewal opens nothing', async () => {
    const { world, one } = firm()
    const token = await tokenAt(one)
    const forFile = request(token, world.nowMs)

    expect(await one.renew(forFile)).toMatchObject({ reason: 'who' })
    expect(await one.admit({ ...forFile, ...renewal(token, world.nowMs) })).toMatchObject({ reason: 'who' })
  })

  test('a token that somebody else saw is of no use to them', async () => {
    const { world, one } = firm()
    const token = await tokenAt(one)

    expect(await one.admit(request(token, world.nowMs, { keys: mallory }))).toMatchObject({
      reason: 'who',
      what: 'The request was not made by the client whose token it carries',
    })
  })

  test('a request that somebody saw and makes again is not carried out again', async () => {
    const { world, one } = firm()
    const seen = request(await tokenAt(one), world.nowMs)

    expect((await one.admit(seen)).kind).toBe('admitted')
    expect(await one.admit(seen)).toMatchObject({ reason: 'who', what: 'The request was made before' })
  })

  test('a token of a server that the firm does not know counts nowhere', async () => {
    const { world, one, instance } = firm()
    const token = await tokenAt(instance('three', 3))

    expect(await one.admit(request(token, world.nowMs))).toMatchObject({
      what: 'The firm has no server three',
    })
  })
})

describe('a request', () => {
  test.each([
    ['for a file in which one has no role', { fileId: 'file-2' }, 'ann may not open OTHER'],
    ['for a file that the firm does not have', { fileId: 'file-9' }, 'the firm has no such client file'],
    ['for a name under which nothing is published', { fileId: null }, 'the firm has no such client file'],
  ])('%s is denied, and written down', async (_what, change, what) => {
    const { world, one } = firm()

    expect(await one.admit(request(await tokenAt(one), world.nowMs, change))).toMatchObject({
      reason: 'denied',
      what,
    })
    expect(world.audit.at(-1)).toMatchObject({ kind: 'denied', user: 'ann' })
  })

  test('gets nothing from a server whose facts are older than the window, or that has none', async () => {
    const { world, one } = firm()
    const token = await tokenAt(one)

    world.factsAgeMs = 30 * minuteMs
    expect((await one.admit(request(token, world.nowMs))).kind).toBe('admitted')
    world.factsAgeMs += 1
    expect(await one.admit(request(token, world.nowMs))).toMatchObject({ reason: 'unavailable' })
    world.isFilled = false
    expect(await one.admit(request(token, world.nowMs))).toMatchObject({
      reason: 'unavailable',
      what: 'This server does not know the firm’s rights yet',
    })
  })
})
