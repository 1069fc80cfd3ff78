import { describe, expect, test } from 'vitest'

import { StoreTrouble } from '../../../src/access/ports/sql-database.ts'
import { Replicator } from '../../../src/access/replication/replicator.ts'
import { BranchStore } from '../../../src/access/store/branch-store.ts'
import { CentreStore } from '../../../src/access/store/centre-store.ts'
import { realDigest } from '../../../src/real/machine/real-digest.ts'
import { SimDatabase } from '../../../src/sim/machine/database/sim-database.ts'
import { newBranch, newCentre, user, usersIn } from './team-of-stores.ts'

const action = { by: 'admin', atMs: 10 }

const filledPair = async () => {
  const centre = newCentre()
  await centre.write([user('ann'), user('bob')], action)
  const made = newBranch(centre)
  await made.catchUp()
  await centre.beat(20)
  await made.catchUp()
  return { centre, ...made }
}

describe('a branch', () => {
  test('serves nothing until all of it is there and the centre was heard of since', async () => {
    const centre = newCentre()
    for (const name of ['ann', 'bob', 'cyn', 'dan', 'eve']) await centre.write([user(name)], action)
    const { branch, catchUp } = newBranch(centre, 2)

    expect(await usersIn(branch)).toBe('not-filled')
    expect(await catchUp()).toBe('in-contact')
    expect(await usersIn(branch)).toBe('not-filled')
    expect((await branch.standing()).kind === 'branch' && (await branch.standing())).toMatchObject({
      phase: 'filling',
      asOf: null,
    })

    await centre.beat(20)
    await catchUp()

    expect(await usersIn(branch)).toEqual(await usersIn(centre))
    expect(await branch.standing()).toMatchObject({
      phase: 'serving',
      centre: 'Head office',
      asOf: { atMs: 20 },
    })
  })

  test('follows the centre change by change, and says which moment of it it is', async () => {
    const { centre, branch, catchUp } = await filledPair()

    await centre.write([user('ann', 'disabled'), user('bob', null), user('cyn')], action)
    expect(await usersIn(branch)).toEqual(['ann active', 'bob active'])
    await centre.beat(40)
    await catchUp()

    expect(await usersIn(branch)).toEqual(['ann disabled', 'cyn active'])
    expect(await branch.standing()).toMatchObject({ asOf: { atMs: 40 } })
  })

  test('goes on answering while it is cut off, as of the moment it knows', async () => {
    const { centre, branch, wire, catchUp } = await filledPair()

    wire.isCut = true
    await centre.write([user('ann', 'disabled')], action)
    expect(await catchUp()).toBe('cut-off')

    expect(await usersIn(branch)).toEqual(['ann active', 'bob active'])
    expect(await branch.facts('user')).toMatchObject({ asOfMs: 20 })

    wire.isCut = false
    await catchUp()
    expect(await usersIn(branch)).toEqual(['ann disabled', 'bob active'])
  })

  test('remembers since when it is cut off, also after a restart, until it hears of its centre again', async () => {
    const { branch, wire, database, catchUp } = await filledPair()

    wire.isCut = true
    await catchUp()
    const reopened = new BranchStore(database, realDigest)
    expect(await reopened.standing()).toMatchObject({ cutOff: { sinceMs: 1000, detail: 'no way there' } })
    const clock = { nowMs: () => 9000, after: () => () => {} }
    await new Replicator({ branch: reopened, feed: wire, clock }).catchUp()
    expect(await branch.standing()).toMatchObject({ cutOff: { sinceMs: 1000 } })

    wire.isCut = false
    await new Replicator({ branch: reopened, feed: wire, clock }).catchUp()
    expect(await branch.standing()).toMatchObject({ phase: 'serving', cutOff: null })
  })

  test('asks on at once where it was given less than it asked for', async () => {
    const { centre, branch, wire } = await filledPair()
    for (let atMs = 30; atMs < 36; atMs += 1) await centre.beat(atMs)
    const scant = {
      page: wire.page.bind(wire),
      changes: (...[after]: Parameters<typeof wire.changes>) => wire.changes(after, 2),
    }
    const clock = { nowMs: () => 9000, after: () => () => {} }

    await new Replicator({ branch, feed: scant, clock }).catchUp()

    expect(await branch.standing()).toMatchObject({ asOf: { atMs: 35 } })
  })

  test('is filled anew when it is told to, and serves what it had until then', async () => {
    const { centre, branch, catchUp } = await filledPair()

    branch.reload()
    expect(await branch.standing()).toMatchObject({ phase: 'refilling', asOf: { atMs: 20 } })
    await catchUp()
    expect(await usersIn(branch)).toEqual(['ann active', 'bob active'])
    await centre.beat(50)
    await catchUp()

    expect(await branch.standing()).toMatchObject({ phase: 'serving', asOf: { atMs: 50 } })
  })

  test('(row 59) refuses a write, and names the centre', async () => {
    const { branch } = await filledPair()

    const outcome = await branch.write()

    expect(outcome).toMatchObject({ kind: 'refused', centre: 'Head office' })
    expect(outcome.kind === 'refused' && outcome.detail).toContain('make the change at Head office')
    expect(await usersIn(branch)).toEqual(['ann active', 'bob active'])
  })

  test('whose changes are kept no more is filled anew, and serves its old moment until all of the new one is there', async () => {
    const { centre, branch, wire, catchUp } = await filledPair()
    wire.isCut = true
    for (let atMs = 100; atMs < 110; atMs += 1)
      await centre.write([user(`new-${atMs}`)], { by: 'admin', atMs })
    await centre.write([user('ann', null)], { by: 'admin', atMs: 200 })

    centre.forgetBefore(200)
    wire.isCut = false
    await catchUp()
    expect(await branch.standing()).toMatchObject({ phase: 'refilling', asOf: { atMs: 20 } })
    expect(await usersIn(branch)).toEqual(['ann active', 'bob active'])
    await centre.beat(300)
    await catchUp()

    expect(await branch.standing()).toMatchObject({ phase: 'serving', asOf: { atMs: 300 } })
    expect(await usersIn(branch)).toEqual(await usersIn(centre))
  })

  test('that hears twice that its changes are kept no more begins one fill', async () => {
    const { centre, branch } = await filledPair()
    for (let atMs = 100; atMs < 110; atMs += 1) await centre.beat(atMs)
    const before = branch.next()
    centre.forgetBefore(109)
    const answer = before.ask === 'changes' ? await centre.changes(before.after, 9) : null
    if (answer?.kind !== 'expired') throw new Error('the changes are kept still')

    expect([branch.take(answer), branch.take(answer)]).toEqual(['taken', 'nothing-new'])
    expect(branch.next()).toEqual({ ask: 'page', after: null })
  })

  test('a centre that keeps up forgets what is older than retention, and no more', async () => {
    const centre = newCentre('one')
    const chain = realDigest.sha256Hex(new TextEncoder().encode('one'))

    for (const atMs of [0, 10, 20]) await centre.keepUp(atMs, 10)

    const answer = await centre.changes({ centreId: 'one', position: 0, chain }, 9)
    expect(answer).toEqual({ kind: 'expired', oldest: 2 })
  })

  test('within retention nothing is filled anew, however much was forgotten that it has', async () => {
    const { centre, branch, catchUp } = await filledPair()
    await centre.write([user('cyn')], { by: 'admin', atMs: 100 })
    await catchUp()

    centre.forgetBefore(100)
    await centre.write([user('dan')], { by: 'admin', atMs: 101 })
    await catchUp()

    expect(await branch.standing()).toMatchObject({ phase: 'serving' })
    expect(await usersIn(branch)).toEqual(await usersIn(centre))
  })

  test('finds out that its centre was put back from a backup, and is filled anew', async () => {
    const { branch, wire, catchUp } = await filledPair()
    const restored = newCentre()
    for (const name of ['ann', 'zoe', 'yan']) await restored.write([user(name)], { by: 'admin', atMs: 11 })

    wire.centre = restored
    await catchUp()
    await restored.beat(400)
    await catchUp()

    expect(await usersIn(branch)).toEqual(await usersIn(restored))
    expect(await branch.standing()).toMatchObject({ phase: 'serving', asOf: { atMs: 400 } })
  })

  test('a fill in which another centre comes to answer begins anew: no moment is a mixture of two', async () => {
    const first = newCentre('one')
    for (const name of ['ann', 'bob', 'cyn', 'dan']) await first.write([user(name)], action)
    const second = newCentre('two')
    for (const name of ['dan', 'eve', 'fay', 'gus']) await second.write([user(name)], action)
    const { branch, wire, catchUp } = newBranch(first, 2)

    branch.take(await first.page(null, 2))
    wire.centre = second
    await catchUp()
    await second.beat(50)
    await catchUp()

    expect(await usersIn(branch)).toEqual(await usersIn(second))
  })

  test('takes nothing that does not continue what it has', async () => {
    const { centre, branch } = await filledPair()
    await centre.write([user('cyn')], action)
    const request = branch.next()
    const answer = request.ask === 'changes' ? await centre.changes(request.after, 9) : null
    const [change] = answer?.kind === 'changes' ? answer.changes : []
    if (!change) throw new Error('a change was written')
    const forged = { ...change, rows: [user('mallory')] }

    const outcome = branch.take({ kind: 'changes', changes: [forged], latest: forged.position })

    expect(outcome).toBe('does-not-fit')
    expect(await usersIn(branch)).toEqual(['ann active', 'bob active'])
  })
})

describe('a store', () => {
  test('is opened as what it was made', () => {
    const database = new SimDatabase()
    BranchStore.create(database, realDigest)

    expect(() => new CentreStore(database, realDigest)).toThrow('no centre')
    expect(() => CentreStore.create(database, realDigest, { id: 'x', name: 'x' })).toThrow(
      'nothing was changed',
    )
  })

  test('says as a value what is wrong with its database', async () => {
    const database = new SimDatabase()
    const centre = newCentre('one', database)

    database.trouble = new StoreTrouble('full', 'no room')

    expect(await centre.write([user('ann')], action)).toMatchObject({
      kind: 'trouble',
      trouble: { kind: 'full' },
    })
    expect(await centre.facts('user', 0)).toMatchObject({ kind: 'trouble' })
    expect(await centre.page(null, 9)).toEqual({ kind: 'unreachable', detail: 'no room' })
  })
})
