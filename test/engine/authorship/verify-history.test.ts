import { describe, expect, test } from 'vitest'

import { type HistoryProof, verifyHistory } from '../../../src/engine/authorship/verify-history.ts'
import { drawCauses } from '../../../src/engine/ports/draw-cause.ts'
import { paths } from '../../../src/engine/storage/folder/layout.ts'
import { simSignature } from '../../../src/sim/machine/sim-signature.ts'
import {
  edits,
  eventsOf,
  headsIn,
  lineOf,
  type Member,
  newLog,
  putHeads,
  putLine,
  SigningTeam,
} from './signing-team.ts'

const proofOf = ({ ports, copy }: Member): HistoryProof =>
  verifyHistory({ ...ports, signature: simSignature(ports.digest) }, copy.format.fileId)

const details = (member: Member): readonly string[] => proofOf(member).troubles.map(({ detail }) => detail)

const annAtWork = async () => {
  const team = new SigningTeam()
  const office = await team.parent()
  const ann = await team.copyOf(office, 'ann')
  for (let amount = 1; amount <= 20; amount += 1) await edits(ann, amount)
  team.watch.passes(1000)
  await team.visits(ann, office)
  await office.own.flush()
  return { team, office, ann }
}

const rangesOf = ({ ports }: Member, of: Member): readonly string[] => {
  const folder = `${paths.rangesFolder}/${lineOf(of)}`
  return ports.disk.list(folder).map((name) => `${folder}/${name}`)
}

describe('(row 60) a history', () => {
  test('is proved whole, line by line, with who wrote it', async () => {
    const { office, ann } = await annAtWork()

    const { lines, troubles } = proofOf(office)

    expect(troubles).toEqual([])
    expect(lines).toContainEqual({
      line: lineOf(ann),
      copyName: 'ann',
      user: 'ann',
      hasKey: true,
      chainedSeq: 21,
      signedSeq: 21,
    })
  })

  test('shows its unsigned tail', async () => {
    const { team, office, ann } = await annAtWork()
    await edits(ann, 21)
    await edits(ann, 22)
    await team.visits(ann, office)

    const annsLine = proofOf(office).lines.find(({ line }) => line === lineOf(ann))

    expect(annsLine).toMatchObject({ chainedSeq: 23, signedSeq: 21 })
  })

  test('is proved before anything was put into ranges', async () => {
    const { ann } = await annAtWork()

    expect(proofOf(ann)).toMatchObject({ troubles: [] })
    expect(proofOf(ann).lines.find(({ line }) => line === lineOf(ann))?.chainedSeq).toBe(21)
  })
})

describe('(row 42) in a history is found and named', () => {
  test('every byte of a range that has changed', async () => {
    const { office, ann } = await annAtWork()
    const [path = ''] = rangesOf(office, ann)
    const bytes = office.ports.disk.read(path) ?? new Uint8Array(0)

    for (let at = 0; at < bytes.length; at += 37) {
      office.ports.disk.writeWhole(path, bytes.with(at, (bytes[at] ?? 0) ^ 1))
      expect(proofOf(office).troubles).toMatchObject([{ path }])
    }
  })

  test('a range that lies under another name', async () => {
    const { office, ann } = await annAtWork()
    const [path = ''] = rangesOf(office, ann)
    office.ports.disk.rename(path, path.replace(/\d+-\d+\./, '1-9.'))

    expect(details(office).join()).toContain('which is not what its name says')
  })

  test('a range that is gone', async () => {
    const { office, ann } = await annAtWork()
    for (const path of rangesOf(office, ann)) office.ports.disk.remove(path)

    expect(details(office).join()).toContain('the version vector names 21 events, and 0 of them are here')
  })

  test('an event that its writer did not sign, however well it is sealed', async () => {
    const { office, ann } = await annAtWork()
    const signed = headsIn(office).get(lineOf(ann))?.signed ?? null
    const events = eventsOf(ann, ann)
    for (const path of rangesOf(office, ann)) office.ports.disk.remove(path)
    putLine(
      office.ports.disk,
      lineOf(ann),
      [...events.slice(0, -1), events.at(1) ?? new Uint8Array(0)],
      signed,
    )

    expect(details(office)).toEqual(['event 21 is not the one that was signed'])
  })

  test('a signature of another key', async () => {
    const { office, ann } = await annAtWork()
    const entry = headsIn(office).get(lineOf(ann))
    if (entry?.signed)
      putHeads(office.ports.disk, [{ ...entry, signed: { ...entry.signed, signature: 'ab'.repeat(64) } }])

    expect(details(office)).toEqual(['the signature up to event 21 does not hold'])
  })

  test('a registration with another line’s key', async () => {
    const { team, office, ann } = await annAtWork()
    putLine(
      office.ports.disk,
      newLog(team.ports(), drawCauses.newCopy('stranger')),
      eventsOf(ann, ann).slice(0, 1),
    )

    expect(details(office).join()).toContain('which belongs to another log')
  })
})
