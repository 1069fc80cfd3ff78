import { describe, expect, test } from 'vitest'

import { asAnn, asBob, firm, minuteMs, request, waitForAll, tokenAt } from './service-firm.ts'

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
    await waitForAll()
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
      await waitForAll()
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
