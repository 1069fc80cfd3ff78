import { expect, test } from 'vitest'

import { chunksOf } from '../../../src/engine/content/chunker.ts'
import { verifyCopy } from '../../../src/engine/repair/examine-copy.ts'
import { repairCopy, type RepairReport } from '../../../src/engine/repair/repair-copy.ts'
import { packPath } from '../../../src/engine/storage/folder/layout.ts'
import { overwritten, unlikeBytes } from '../document/unlike-bytes.ts'
import { documentTeam, type Member } from '../replication/exchange/document-team.ts'

const report = unlikeBytes(900_000)
const changed = overwritten(report, 400_000, unlikeBytes(1000, 2))

/** Ann alone has a report in two versions; its file lies in her working folder. */
const annAlone = async (): Promise<Member> => {
  const [, ann] = await documentTeam('ann')
  if (!ann) throw new Error('nobody there')
  await ann.creates('report.pdf', report)
  await ann.saves('report.pdf', changed)
  return ann
}

const versions = (member: Member) => member.copy.library.versions.of(member.id('report.pdf'))

const packOf = (member: Member, version: 'shown' | 'replaced'): string =>
  packPath(versions(member).find(({ standing }) => standing === version)?.hash ?? '')

const spoil = (member: Member, path: string, at: number): void => {
  const bytes = member.disk.read(path)?.slice() ?? new Uint8Array(0)
  const index = at < 0 ? bytes.length + at : at
  bytes[index] = (bytes[index] ?? 0) ^ 0xff
  member.disk.writeWhole(path, bytes)
}

const repairs = async (member: Member): Promise<RepairReport> => {
  member.copy.close()
  const outcome = await repairCopy(member.ports, { sources: [], as: null })
  if (outcome.kind !== 'repaired') throw new Error(outcome.kind)
  return outcome
}

const isWhole = (member: Member): boolean => {
  const outcome = verifyCopy(member.ports)
  return outcome.kind === 'verified' && outcome.findings.length === 0
}

const areSound = (member: Member): readonly boolean[] => {
  member.restarts()
  return versions(member).map((version) => member.copy.contents.isSound(version))
}

test('a large version whose pack rotted comes back from the file in the working folder (rows 41 and 42)', async () => {
  const ann = await annAlone()
  spoil(ann, packOf(ann, 'shown'), -10)

  expect(await repairs(ann)).toMatchObject({ contents: 1, left: [] })

  expect(isWhole(ann)).toBe(true)
  expect(areSound(ann)).toEqual([true, true])
})

test('…also where the front of its pack cannot be read any more', async () => {
  const ann = await annAlone()
  spoil(ann, packOf(ann, 'shown'), 60)

  expect(await repairs(ann)).toMatchObject({ contents: 1, left: [] })

  expect(areSound(ann)).toEqual([true, true])
})

test('an older one comes back from the chunks that a later one shares with it, and others that need its pack too', async () => {
  const ann = await annAlone()
  const [first] = [...chunksOf([report])]
  spoil(ann, packOf(ann, 'replaced'), -((first?.length ?? 0) + 100))

  expect(await repairs(ann)).toMatchObject({ contents: 1, left: [] })

  expect(areSound(ann)).toEqual([true, true])
})

test('what is nowhere stays as it is, and is said', async () => {
  const ann = await annAlone()
  ann.disk.remove('report.pdf')
  spoil(ann, packOf(ann, 'replaced'), -10)

  const { contents, left } = await repairs(ann)

  expect(contents).toBe(0)
  expect(left.map(({ path }) => path)).toContain(packOf(ann, 'replaced'))
})
