import { expect, test } from 'vitest'

import { textValue } from '../../../../src/engine/event/value.ts'
import type { SyncCopy } from '../../../../src/engine/replica/sync-copy.ts'
import { packPath, packsFolder } from '../../../../src/engine/storage/folder/layout.ts'
import { overwritten, unlikeBytes } from '../../document/unlike-bytes.ts'
import { deedOf } from '../../replica/team.ts'
import { Field } from './field.ts'

const report = unlikeBytes(300_000)
const reportChanged = overwritten(report, 150_000, unlikeBytes(500, 2))

const behaves = async (copy: SyncCopy, key: string, behaviour: string): Promise<void> => {
  const place = { table: 'documents', key, field: 'behaviour' }
  const { seen } = copy.read(place.table, place.key, place.field)
  await copy.edit(place, textValue(behaviour), seen, deedOf(copy))
}

/** Ann has made a large document and saved it once more, and the office has both versions. */
const withReport = async () => {
  const field = await Field.with('ann')
  const ann = field.copy('ann')
  const made = await ann.createDocument('report.pdf', report, deedOf(ann))
  if (made.kind !== 'acknowledged') throw new Error(made.kind)
  await field.syncs('ann', 'office')
  const { documentId } = made
  const seen = ann.document(documentId)?.seen ?? ''
  const saved = await ann.saveDocument(documentId, reportChanged, seen, deedOf(ann))
  if (saved.kind !== 'acknowledged') throw new Error(saved.kind)
  await field.syncs('ann', 'office')
  return { field, ann, documentId, first: made.content.hash, latest: saved.content.hash }
}

test('a copy leaves whose large documents lie at the parent, in several packs', async () => {
  const { field } = await withReport()

  expect(await field.leaves('ann', 'office')).toEqual({ kind: 'left' })
})

test.each(['its own pack', 'the pack that it builds upon'])(
  'a copy does not leave while of a large document %s is cut short at the parent',
  async (which) => {
    const { field, first, latest } = await withReport()
    const path = packPath(which === 'its own pack' ? latest : first)
    const office = field.disk('office')
    office.truncate(path, (office.sizeBytes(path) ?? 0) - 1)

    expect(await field.leaves('ann', 'office')).toMatchObject({
      kind: 'waits',
      detail: expect.stringContaining('bytes of a document'),
    })
  },
)

test('a copy does not leave while a pack is missing at the parent', async () => {
  const { field, latest } = await withReport()
  field.disk('office').remove(packPath(latest))

  expect(await field.leaves('ann', 'office')).toMatchObject({ kind: 'waits' })
})

test('a copy does not leave with the only bytes of a document that never travels', async () => {
  const field = await Field.with('ann')
  const ann = field.copy('ann')
  const made = await ann.createDocument('private.txt', new Uint8Array(10), deedOf(ann))
  const documentId = 'documentId' in made ? made.documentId : ''
  await behaves(ann, documentId, 'never')

  expect(await field.leaves('ann', 'office')).toMatchObject({
    kind: 'waits',
    isLeaving: false,
    detail: expect.stringContaining('private.txt'),
  })

  await behaves(ann, documentId, 'automatic')
  await ann.saveDocument(documentId, new Uint8Array(10), ann.document(documentId)?.seen ?? '', deedOf(ann))
  expect(await field.leaves('ann', 'office')).toEqual({ kind: 'left' })
})

test('the bytes of a large document in rescue are carried on, and stay wanted (S1)', async () => {
  const field = await Field.with('ann', 'bob')
  const [office, ann] = [field.copy('office'), field.copy('ann')]
  await field.syncs('ann', 'office')
  await office.lifecycle.abandon(ann.identity.line, deedOf(office))
  await ann.createDocument('report.pdf', report, deedOf(ann))
  await field.syncs('ann', 'office')
  await field.syncs('bob', 'office')

  for (const name of ['office', 'bob']) {
    const [named] = field.copy(name).lifecycle.rescued()
    expect(named?.op).toMatchObject({ kind: 'write', value: { kind: 'text' } })
    const content = field
      .copy(name)
      .lifecycle.rescued()
      .map(({ op }) => (op.kind === 'write' ? op.value : null))
      .find((value) => value?.kind === 'content')
    if (content?.kind !== 'content') throw new Error('nothing in rescue')
    expect(field.copy(name).contents.isSound(content)).toBe(true)
    expect(field.copy(name).documents()).toEqual([])
  }
  expect(field.disk('bob').list(packsFolder)).not.toEqual([])
})
