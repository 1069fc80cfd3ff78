import { expect, test } from 'vitest'

import { asLogId } from '../../../../src/engine/identifier/log-id.ts'
import { breakMarginMs, leaseState } from '../../../../src/engine/replication/lease/lease-record.ts'
import { type LeaseState, leaseTermMs } from '../../../../src/engine/replication/lease/lease-record.ts'
import { LeaseService, type TakeOutcome } from '../../../../src/engine/replication/lease/lease-service.ts'
import { leasePath } from '../../../../src/engine/storage/folder/layout.ts'
import { SharedFolderWorld } from '../../../world/shared-folder.ts'

const msUs = 1000
const subject = 'doc-1'

const logOf = (name: string) => asLogId(Buffer.from(name.padEnd(8)).toString('hex'))

/** Somebody with a session in the office's shared folder. */
const deskOf = async (office: SharedFolderWorld, name: string): Promise<LeaseService> =>
  new LeaseService(await office.session(name), { line: logOf(name), copyName: `laptop-${name}`, user: name })

const twoServices = async () => {
  const office = new SharedFolderWorld()
  const [ann, bob] = [await deskOf(office, 'ann'), await deskOf(office, 'bob')]
  const take = (service: LeaseService): Promise<TakeOutcome> =>
    office.completes(() => service.take(subject, leaseTermMs))
  const holder = async (service: LeaseService): Promise<string> => {
    const answer = await office.completes(() => service.stateOf(subject))
    return answer.kind === 'ok' ? nameOf(answer.value) : answer.kind
  }
  return { office, ann, bob, take, holder }
}

const nameOf = (state: LeaseState): string => (state.kind === 'held' ? (state.by?.user ?? 'unknown') : 'free')

test('who takes a lease has it, and everybody sees who, since when and until when', async () => {
  const { office, ann, bob, take } = await twoServices()

  const outcome = await take(ann)

  expect(outcome).toMatchObject({ kind: 'held', isContinued: false, lease: { by: { user: 'ann' } } })
  const seen = await office.completes(() => bob.stateOf(subject))
  expect(seen).toEqual({ kind: 'ok', value: outcome.kind === 'held' && outcome.lease })
})

test('who comes second is told who has it', async () => {
  const { ann, bob, take } = await twoServices()
  await take(ann)

  expect(await take(bob)).toMatchObject({ kind: 'taken', lease: { by: { user: 'ann' } } })
})

test('of two who ask at one moment one has it', async () => {
  const { office, ann, bob } = await twoServices()

  const outcomes = await office.completes(() =>
    Promise.all([ann.take(subject, leaseTermMs), bob.take(subject, leaseTermMs)]),
  )

  expect(outcomes.map(({ kind }) => kind).filter((kind) => kind === 'held')).toHaveLength(1)
  expect(outcomes.map(({ kind }) => kind).filter((kind) => kind === 'taken')).toHaveLength(1)
})

test('what is given back can be taken at once', async () => {
  const { office, ann, bob, take } = await twoServices()
  await take(ann)

  expect(await office.completes(() => ann.release(subject))).toEqual({ kind: 'ok', value: 'released' })

  expect(await take(bob)).toMatchObject({ kind: 'held', lease: { by: { user: 'bob' } } })
})

test('who does not hold it cannot give it back', async () => {
  const { office, ann, bob, take, holder } = await twoServices()
  await take(ann)

  expect(await office.completes(() => bob.release(subject))).toEqual({ kind: 'ok', value: 'not-held' })

  expect(await holder(bob)).toBe('ann')
})

test('a lease that is renewed lasts, and keeps the time since when it is held', async () => {
  const { office, ann, bob, take, holder } = await twoServices()
  const first = await take(ann)

  await office.elapses((leaseTermMs - 60_000) * msUs)
  const renewed = await office.completes(() => ann.renew(subject, leaseTermMs))
  await office.elapses((leaseTermMs - 60_000) * msUs)

  expect(await holder(bob)).toBe('ann')
  const sinceMs = first.kind === 'held' && first.lease.sinceMs
  expect(renewed).toMatchObject({ kind: 'held', lease: { sinceMs } })
})

test('(row 30) a lease whose holder died is free when its term is over, and not before', async () => {
  const { office, ann, bob, take } = await twoServices()
  await take(ann)

  await office.elapses((leaseTermMs - 1000) * msUs)
  expect(await take(bob)).toMatchObject({ kind: 'taken' })
  await office.elapses((breakMarginMs + 2000) * msUs)

  expect(await take(bob)).toMatchObject({ kind: 'held', lease: { by: { user: 'bob' } } })
})

test('(row 30) a holder that comes back after its term learns that it lost it, and to whom', async () => {
  const { office, ann, bob, take } = await twoServices()
  await take(ann)
  await office.elapses((leaseTermMs + breakMarginMs + 1000) * msUs)
  await take(bob)

  const outcome = await office.completes(() => ann.renew(subject, leaseTermMs))

  expect(outcome).toMatchObject({ kind: 'lost', now: { kind: 'held', by: { user: 'bob' } } })
})

test('(row 30) a holder that comes back after its term has lost it even where nobody took it', async () => {
  const { office, ann, take } = await twoServices()
  await take(ann)
  await office.elapses((leaseTermMs + 1000) * msUs)

  expect(await office.completes(() => ann.renew(subject, leaseTermMs))).toMatchObject({ kind: 'lost' })
})

test('(row 30) a copy that crashed and is opened again takes on what it holds', async () => {
  const { office, ann, take } = await twoServices()
  await take(ann)
  const reopened = await deskOf(office, 'ann')

  expect(await take(reopened)).toMatchObject({ kind: 'held', isContinued: true })
})

test('a lease whose maker was cut off before saying who it is holds for a term, and no longer', async () => {
  const { office, bob, take } = await twoServices()
  const session = await office.session('cid')
  await office.completes(() => session.createExclusive(leasePath(subject, 1), new Uint8Array(0)))

  expect(await take(bob)).toMatchObject({ kind: 'taken', lease: { by: null } })
  await office.elapses((leaseTermMs + breakMarginMs + 1000) * msUs)

  expect(await take(bob)).toMatchObject({ kind: 'held' })
})

test('a lease that is renewed for a day keeps no more of itself than an hour needs', async () => {
  const { office, ann, take } = await twoServices()
  await take(ann)

  for (let round = 0; round < 200; round += 1) {
    await office.elapses(7 * 60_000 * msUs)
    await office.completes(() => ann.renew(subject, leaseTermMs))
  }

  expect(office.disk.list(`.shakedown/leases/${subject}`).length).toBeLessThanOrEqual(12)
})

test('two parents are two arbiters: who holds it in one is unknown in the other', async () => {
  const [office, branch] = [new SharedFolderWorld(), new SharedFolderWorld()]
  const [ann, bob] = [await deskOf(office, 'ann'), await deskOf(branch, 'bob')]

  expect(await office.completes(() => ann.take(subject, leaseTermMs))).toMatchObject({ kind: 'held' })
  expect(await branch.completes(() => bob.take(subject, leaseTermMs))).toMatchObject({ kind: 'held' })
})

test.each([
  ['in its term', 0, 'held'],
  ['in the margin after it', leaseTermMs + breakMarginMs, 'held'],
  ['after the margin', leaseTermMs + breakMarginMs + 1, 'free'],
])('a lease is judged by the clock of the share: %s', (_when, nowMs, kind) => {
  const by = { line: logOf('ann'), copyName: 'laptop', user: 'ann' }
  const record = { by, sinceMs: 0, termMs: leaseTermMs, isReleased: false }

  expect(leaseState({ number: 1, record, madeMs: 0 }, nowMs).kind).toBe(kind)
})
