import { describe, expect, test } from 'vitest'

import { decodeEvent, encodeEvent } from '../../../src/engine/event/event.ts'
import { typedValue } from '../../../src/engine/event/value.ts'
import { type SignedHead, signedMessage } from '../../../src/engine/log/signed-head.ts'
import { drawCauses } from '../../../src/engine/ports/draw-cause.ts'
import { paths } from '../../../src/engine/storage/folder/layout.ts'
import { realDigest } from '../../../src/real/machine/real-digest.ts'
import { simSignature } from '../../../src/sim/machine/sim-signature.ts'
import { amountOf } from '../real-copy.ts'
import {
  edits,
  eventsOf,
  headsIn,
  keyOf,
  lineOf,
  type Member,
  newLog,
  putHeads,
  putLine,
  reopenedAs,
  signedSeq,
  SigningTeam,
} from './signing-team.ts'

const threeAtWork = async () => {
  const team = new SigningTeam()
  const office = await team.parent()
  const ann = await team.copyOf(office, 'ann')
  const bob = await team.copyOf(office, 'bob')
  return { team, office, ann, bob }
}

/** An event in somebody's name, made by somebody else. */
const forged = (amount: number): Uint8Array =>
  encodeEvent({
    timestamp: { ms: 1_900_000_000_000, count: 0 },
    author: 'ann',
    note: '',
    deps: [],
    ops: [
      {
        kind: 'write',
        merge: 'register',
        table: 'tb',
        key: '1',
        group: '',
        field: 'amount',
        value: typedValue(String(amount)),
        supersedes: [],
        resolves: false,
      },
    ],
  })

const signedIn = (host: Member, of: Member): SignedHead => {
  const signed = headsIn(host).get(lineOf(of))?.signed
  if (!signed) throw new Error('it is not signed')
  return signed
}

describe('(row 60) what a copy writes', () => {
  test('is signed when it is carried, and whoever has it knows by whom it is', async () => {
    const { team, office, ann, bob } = await threeAtWork()
    await edits(ann, 4200)
    team.watch.passes(1000)

    await team.visits(ann, office)
    await team.visits(bob, office)

    expect(signedSeq(ann, ann)).toBe(2)
    expect(signedSeq(bob, ann)).toBe(2)
    expect(amountOf(bob.copy, '1')).toEqual(typedValue('4200'))
  })

  test('is an unsigned tail for a second at most, and is signed without anything new to carry', async () => {
    const { team, office, ann, bob } = await threeAtWork()
    team.watch.passes(1000)
    await edits(ann, 1)
    await team.visits(ann, office)
    await edits(ann, 2)
    await team.visits(ann, office)
    await team.visits(bob, office)
    const early = { received: bob.copy.logs.receivedSeq(lineOf(ann)), signed: signedSeq(bob, ann) }

    team.watch.passes(1000)
    await team.visits(ann, office)
    await team.visits(bob, office)

    expect(early).toEqual({ received: 3, signed: 2 })
    expect(signedSeq(bob, ann)).toBe(3)
  })

  test('is signed at once when a block is closed', async () => {
    const { team, office, ann } = await threeAtWork()
    team.watch.passes(1000)
    await edits(ann, 1)
    await team.visits(ann, office)

    for (let count = 2; count <= 255; count += 1) await edits(ann, count)
    await team.visits(ann, office)

    expect(ann.copy.logs.receivedSeq(lineOf(ann))).toBe(256)
    expect(signedSeq(ann, ann)).toBe(256)
  })

  test('is known to be signed after the copy was closed and opened', async () => {
    const { team, office, ann, bob } = await threeAtWork()
    await edits(ann, 4200)
    team.watch.passes(1000)
    await team.visits(ann, office)
    await team.visits(bob, office)
    await bob.own.flush()
    bob.copy.close()

    const again = reopenedAs(bob)

    expect(again.authorship?.signedSeq(lineOf(ann))).toBe(2)
  })

  test('travels signed through a copy that had it unsigned', async () => {
    const { team, office, ann, bob } = await threeAtWork()
    await edits(ann, 4200)
    team.watch.passes(1000)
    await team.visits(ann, bob)
    await bob.own.flush()

    await team.visits(bob, office)

    expect(headsIn(office).get(lineOf(ann))?.signed?.seq).toBe(2)
  })
})

describe('a relay', () => {
  test('that changes what somebody wrote is refused by name, and it never spreads', async () => {
    const { team, office, ann, bob } = await threeAtWork()
    await edits(ann, 4200)
    team.watch.passes(1000)
    await team.visits(ann, office)
    const [first = new Uint8Array(0)] = eventsOf(ann, ann)
    putLine(office.ports.disk, lineOf(ann), [first, forged(1)], signedIn(office, ann))

    const outcome = await team.visits(bob, office)
    const carol = await team.copyOf(bob, 'carol')

    expect(outcome).toBe('level')
    expect(bob.copy.authorship?.refusals()).toMatchObject([{ log: lineOf(ann) }])
    expect(amountOf(bob.copy, '1')).toBeUndefined()
    expect(carol.copy.logs.receivedSeq(lineOf(ann))).toBe(bob.copy.logs.receivedSeq(lineOf(ann)))
  })

  test('that signs in another’s name with a key of its own is refused, whatever else it brings is taken', async () => {
    const { team, office, ann, bob } = await threeAtWork()
    await edits(ann, 1)
    await edits(office, 77, '2')
    team.watch.passes(1000)
    await team.visits(ann, office)
    await office.own.flush()
    const events = [...eventsOf(ann, ann), forged(2)]
    const log = putLine(office.ports.disk, lineOf(ann), events)
    const signature = 'ab'.repeat(64)
    putHeads(office.ports.disk, [
      { ...log.versionEntry(), signed: { seq: log.seq, hash: log.hash, signature } },
    ])

    await team.visits(bob, office)

    expect(bob.copy.logs.receivedSeq(lineOf(ann))).toBe(1)
    expect(bob.copy.authorship?.refusals()[0]?.detail).toContain('does not hold')
    expect(amountOf(bob.copy, '2')).toEqual(typedValue('77'))
  })

  test('cannot use a signature again for another file, line, place or event', async () => {
    const { team, office, ann, bob } = await threeAtWork()
    team.watch.passes(1000)
    await team.visits(ann, office)
    const { fileId } = ann.copy.format
    const { seq, hash, signature } = signedIn(office, ann)
    const { publicKey } = simSignature(realDigest).keyPair(keyOf(ann))
    const messages = [
      signedMessage(fileId, lineOf(ann), { seq, hash }),
      signedMessage('another', lineOf(ann), { seq, hash }),
      signedMessage(fileId, lineOf(bob), { seq, hash }),
      signedMessage(fileId, lineOf(ann), { seq: seq + 1, hash }),
      signedMessage(fileId, lineOf(ann), { seq, hash: '0'.repeat(64) }),
    ]

    const held = messages.map((message) =>
      simSignature(realDigest).verify(publicKey, message, Uint8Array.fromHex(signature)),
    )

    expect(held).toEqual([true, false, false, false, false])
  })

  test('that takes a signature away takes it from nobody who knows it, and it comes back', async () => {
    const { team, office, ann, bob } = await threeAtWork()
    await edits(ann, 1)
    team.watch.passes(1000)
    await team.visits(ann, office)
    await team.visits(bob, office)
    const entry = headsIn(office).get(lineOf(ann))
    if (entry) putHeads(office.ports.disk, [{ ...entry, signed: null }])

    await team.visits(bob, office)

    expect(signedSeq(bob, ann)).toBe(2)
    expect(headsIn(office).get(lineOf(ann))?.signed?.seq).toBe(2)
  })

  test('may add an unsigned tail, which is let in as unsigned: that is what is not protected', async () => {
    const { team, office, ann, bob } = await threeAtWork()
    await edits(ann, 1)
    team.watch.passes(1000)
    await team.visits(ann, office)
    putLine(office.ports.disk, lineOf(ann), [...eventsOf(ann, ann), forged(2)], signedIn(office, ann))

    await team.visits(bob, office)

    expect(bob.copy.logs.receivedSeq(lineOf(ann))).toBe(3)
    expect(signedSeq(bob, ann)).toBe(2)
  })
})

describe('a registration', () => {
  test('that claims another’s key is refused', async () => {
    const { team, office, ann, bob } = await threeAtWork()
    const [registration = new Uint8Array(0)] = eventsOf(ann, ann)
    const strange = newLog({ ...team.ports() }, drawCauses.newCopy('stranger'))
    putLine(office.ports.disk, strange, [registration])

    await team.visits(bob, office)

    expect(bob.copy.logs.receivedSeq(strange)).toBe(0)
    expect(bob.copy.authorship?.refusals()[0]?.detail).toContain('belongs to another log')
  })

  test('says the key that its line is named by', async () => {
    const { ann } = await threeAtWork()
    const [registration = new Uint8Array(0)] = eventsOf(ann, ann)

    expect(decodeEvent(registration).ops.map(({ kind }) => kind)).toEqual(['register-copy', 'line-key'])
  })
})

describe('a copy that others visit', () => {
  test('puts away what somebody forged in its folder, so that nobody comes upon it later', async () => {
    const { team, office, ann, bob } = await threeAtWork()
    await office.own.flush()
    await edits(ann, 1)
    team.watch.passes(1000)
    await team.visits(ann, office)
    const signed = { ...signedIn(office, ann), signature: 'ab'.repeat(64) }
    putLine(office.ports.disk, lineOf(ann), [...eventsOf(ann, ann), forged(2)], { ...signed, seq: 3 })

    await office.own.flush()
    office.copy.close()
    const again = reopenedAs(office)
    await team.visits(bob, { ...office, copy: again })

    expect(again.logs.receivedSeq(lineOf(ann))).toBe(1)
    expect(office.ports.disk.list(paths.quarantineFolder).length).toBeGreaterThan(0)
    expect(bob.copy.logs.receivedSeq(lineOf(ann))).toBe(1)
    await team.visits(ann, { ...office, copy: again })
    expect(headsIn(office).get(lineOf(ann))).toMatchObject({ seq: 2, signed: { seq: 2 } })
  })
})
