import { expect, test } from 'vitest'

import {
  clockWrong,
  clonedFolder,
  copyAbandoned,
  diskDies,
  powerCut,
  restoredFromBackup,
} from '../../../src/scenario/index.ts'
import { workGoneWithFolders } from '../../../src/sim/check/acknowledged-work.ts'
import { firstDay, struckDay } from '../../world/struck-day.ts'

const endOf = (copy: string, { recording }: Awaited<ReturnType<typeof struckDay>>) =>
  recording.finals.find((each) => each.copy === copy)

test('where power fails people miss their work, and nothing that was acknowledged is lost', async () => {
  const { recording, faults, failing } = await struckDay([powerCut('staff', { lasting: ['30s', '1m'] })])

  expect(failing).toEqual([])
  expect(faults.map(({ label, toUs }) => `${label} ${toUs !== null}`)).toEqual(['no power true'])
  expect(recording.missedItems.length).toBeGreaterThan(0)
  expect(recording.losses).toEqual([])
})

test('a machine without power gives its session back at once, and the host keeps its place for a while', async () => {
  const { recording, faults } = await struckDay([powerCut('staff', { lasting: ['30s', '1m'] })])
  const [{ fromUs, target } = { fromUs: 0, target: '' }] = faults
  const copy = target.replace('-laptop', '')
  const theirs = recording.sessions.filter((session) => session.copy === copy)

  expect(theirs.some(({ toUs }) => toUs === fromUs)).toBe(true)
  expect(theirs.some((session) => session.fromUs > fromUs)).toBe(true)
  expect(recording.hosts.find(({ host }) => host === 'lead-pc')?.maxSessions).toBe(4)
})

test('power may go in the middle of a write, and what was written then is found or is nowhere', async () => {
  const { failing, recording } = await firstDay(
    [powerCut('staff', { times: 2, lasting: ['10s', '20s'] })],
    (day) => day.recording.keptUnacknowledged.length > 0,
  )

  expect(failing).toEqual([])
  expect(recording.faults.some(({ insideWrite }) => insideWrite)).toBe(true)
  const [kept = ''] = recording.keptUnacknowledged
  expect(recording.finals.every(({ applied }) => applied.has(kept))).toBe(true)
})

test('where the peer parent has no power, everybody waits and goes on', async () => {
  const { failing, faults } = await struckDay([powerCut('lead-pc', { lasting: ['30s', '1m'] })])

  expect(failing).toEqual([])
  expect(faults[0]).toMatchObject({ label: 'no power', target: 'lead-pc' })
})

test('a lost disk takes along what nobody else had, and a fresh copy takes its place', async () => {
  const day = await firstDay(
    [diskDies('staff', { replaced: ['30s', '1m'] })],
    ({ recording }) => workGoneWithFolders(recording).size > 0,
  )

  expect(day.failing).toEqual([])
  expect(day.faults).toMatchObject([{ label: 'disk lost' }])
  const [{ copy } = { copy: '' }] = day.recording.losses
  expect(endOf(copy, day)?.applied.size).toBe(endOf('lead', day)?.applied.size)
})

test('a folder that was put back, and written in before it has its own work again, goes on in another line', async () => {
  const day = await struckDay([restoredFromBackup('staff', { from: '2m' })])

  expect(day.failing).toEqual([])
  expect(day.faults).toMatchObject([{ label: 'put back' }])
  expect(day.recording.losses[0]?.fromUs).toBeGreaterThan(0)
  expect(day.recording.logsBegun).toBe(1)
  const [{ copy } = { copy: '' }] = day.recording.losses
  expect(endOf(copy, day)?.applied.size).toBe(endOf('lead', day)?.applied.size)
})

test('a folder that was copied is worked in on both machines, each in a line of its own', async () => {
  const day = await struckDay([clonedFolder('staff', { to: 'spare' })])

  expect(day.failing).toEqual([])
  const clone = day.recording.finals.find(({ copy }) => copy.endsWith('-again'))?.copy ?? ''
  const writtenIn = (copy: string) => day.recording.writes.filter((write) => write.copy === copy).length
  expect(writtenIn(clone)).toBeGreaterThan(5)
  expect(writtenIn(clone.replace('-again', ''))).toBeGreaterThan(5)
  expect(day.recording.logsBegun).toBe(1)
})

test('who is given up while away hands in what was never sent, and the lead takes it over', async () => {
  const day = await struckDay([copyAbandoned('staff', { away: '2m' })])

  expect(day.failing).toEqual([])
  const [abandonment] = day.recording.abandonments
  expect(abandonment?.rescued.length).toBeGreaterThan(3)
  expect(abandonment?.takenOver).toEqual(abandonment?.rescued)
  expect(endOf(abandonment?.copy ?? '', day)?.applied.size).toBe(endOf('lead', day)?.applied.size)
})

test.each([
  ['an hour behind', { behind: '1h' }],
  ['seventy years ahead', { ahead: '70y' }],
])('a clock that is %s changes nothing that any check looks at', async (_how, wrong) => {
  const { failing, faults } = await struckDay([clockWrong('staff', { ...wrong, lasting: ['2m', '3m'] })])

  expect(failing).toEqual([])
  expect(faults).toMatchObject([{ label: 'clock wrong', toUs: expect.any(Number) }])
})

test('a day on which everything goes wrong is the same day when it is lived again', async () => {
  const all = [
    powerCut('staff', { lasting: ['10s', '20s'] }),
    diskDies('staff', { replaced: ['20s', '30s'] }),
    copyAbandoned('staff', { away: '1m' }),
    clonedFolder('staff', { to: 'spare' }),
  ]
  const [once, again] = [await struckDay(all, 3), await struckDay(all, 3)]

  expect(again.recording.states).toEqual(once.recording.states)
  expect(again.faults).toEqual(once.faults)
})
