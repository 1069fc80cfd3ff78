import { describe, expect, test } from 'vitest'

import { firm, mallory, minuteMs, renewal, request, tokenAt } from './service-firm.ts'

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
