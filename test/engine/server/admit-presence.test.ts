import { describe, expect, test } from 'vitest'

import { must } from '../../../src/engine/invariant.ts'
import {
  attestedPresence,
  writePresence,
  readPresence,
} from '../../../src/engine/replication/presence/presence-record.ts'
import { jsonBytes, parseJson } from '../../../src/engine/storage/folder/copy-identity.ts'
import { visitorPath } from '../../../src/engine/storage/folder/layout.ts'
import { writes } from '../real-copy.ts'
import { type Laptop, bringInSync, ServedOffice } from './served-office.ts'

const visit = { sinceMs: 1, leftMs: null, from: 'laptop', unsent: 0 }

const team = async (isSigned = true) => {
  const office = await ServedOffice.open({ isSigned })
  const instance = await office.instance()
  const [ann, bob] = [await office.joins(instance, 'ann'), await office.joins(instance, 'bob')]
  for (const { copy } of [ann, bob]) await writes(copy, 'x', 1)
  for (const laptop of [ann, bob, ann]) await bringInSync(laptop)
  return { office, ann, bob }
}

const pathOf = ({ copy }: Laptop): string => visitorPath(copy.identity.line)
const leavesRecord = ({ copy, session }: Laptop) => writePresence(session, copy, visit)

/** Ann's card as it lies in the office's folder. */
const recordOf = (office: ServedOffice, laptop: Laptop): Record<string, unknown> =>
  must(parseJson(office.disk.read(pathOf(laptop))), 'there is a card')

describe('a card', () => {
  test('is taken from the copy that it speaks of', async () => {
    const { office, ann } = await team()

    expect(await leavesRecord(ann)).toEqual({ kind: 'ok', value: null })

    expect(readPresence(office.disk)).toMatchObject([
      { log: ann.copy.identity.line, user: 'ann', report: { unsent: 0 } },
    ])
  })

  test('that says more than its writer said is not taken, and the one before it stays', async () => {
    const { office, ann, bob } = await team()
    await leavesRecord(ann)
    const before = office.disk.read(pathOf(ann))
    const boasting = {
      ...recordOf(office, ann),
      report: { unsent: 0, unapplied: 0, conflicts: 0, acknowledged: { a: 9 } },
    }

    expect(await bob.session.writeWhole(pathOf(ann), jsonBytes(boasting))).toMatchObject({
      kind: 'denied',
      detail: expect.stringMatching(/does not write the log that it names/),
    })
    expect(office.disk.read(pathOf(ann))).toEqual(before)
  })

  test.each(['without a signature', 'with bob’s own', 'with another key'])(
    'of ann’s copy is not taken from bob %s',
    async (how) => {
      const { office, ann, bob } = await team()
      await leavesRecord(ann)
      await leavesRecord(bob)
      const { key, signature, ...record } = recordOf(office, ann)
      const own = recordOf(office, bob)
      const forged = {
        'without a signature': record,
        'with bob’s own': { ...record, key: own['key'], signature: own['signature'] },
        'with another key': { ...record, key: own['key'], signature },
      }[how]
      expect([typeof key, typeof signature]).toEqual(['string', 'string'])

      const answer = await bob.session.writeWhole(pathOf(ann), jsonBytes(must(forged, 'one of those')))

      expect(answer).toMatchObject({ kind: 'denied' })
    },
  )

  test('under which stands its writer’s word for something else is not taken', async () => {
    const { office, ann } = await team()
    const word = must(
      ann.copy.authorship?.attest(new TextEncoder().encode('{"something":"else"}')),
      'its key is here',
    )

    expect(await ann.session.writeWhole(pathOf(ann), jsonBytes({ ...visitCard, ...word }))).toMatchObject({
      kind: 'denied',
    })
    expect(office.disk.kindOf(pathOf(ann))).toBeNull()
  })

  test('that is no card is not kept', async () => {
    const { office, ann } = await team()

    expect(await ann.session.writeWhole(pathOf(ann), new Uint8Array(100))).toMatchObject({
      kind: 'denied',
      detail: expect.stringMatching(/is no card/),
    })
    expect(office.disk.kindOf(pathOf(ann))).toBeNull()
  })

  test('of a copy that was made without a key is anybody’s word', async () => {
    const { office, ann } = await team(false)

    expect((await leavesRecord(ann)).kind).toBe('ok')

    expect(attestedPresence(must(office.disk.read(pathOf(ann)), 'it was left'))).toMatchObject({
      attestation: null,
    })
  })
})

const visitCard = { copyName: 'ann', user: 'ann', sinceMs: 1, leftMs: null, from: null, report: null }
