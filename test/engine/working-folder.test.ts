import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { paths } from '../../src/engine/index.ts'
import { copyPorts } from '../../src/real/index.ts'
import { freshFolder } from '../contracts/fresh-folder.ts'
import { deed, madeIn, reopened } from './real-copy.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

test('a crash between laying and noting is no save', async () => {
  const folder = freshFolder()
  const copy = await madeIn(copyPorts(folder))
  await copy.createDocument('memo.txt', bytes('memo'), deed)
  copy.layDocuments()
  copy.close()
  rmSync(join(folder, paths.working))

  const again = reopened(folder)

  expect(again.layDocuments()).toEqual([])
  expect(await again.takeOutsideSaves(deed)).toEqual([])
  writeFileSync(join(folder, 'memo.txt'), 'changed')
  expect(await again.takeOutsideSaves(deed)).toMatchObject([{ kind: 'acknowledged', conflicts: false }])
})

test('a version whose laying was not noted is no save', async () => {
  const folder = freshFolder()
  const copy = await madeIn(copyPorts(folder))
  const made = await copy.createDocument('memo.txt', bytes('one'), deed)
  copy.layDocuments()
  const noted = readFileSync(join(folder, paths.working))
  const documentId = 'documentId' in made ? made.documentId : ''
  await copy.saveDocument(documentId, bytes('two'), copy.document(documentId)?.seen ?? '', deed)
  copy.layDocuments()
  copy.close()
  writeFileSync(join(folder, paths.working), noted)

  const again = reopened(folder)

  expect(await again.takeOutsideSaves(deed)).toEqual([])
  expect(again.layDocuments()).toEqual([])
})

test('a stranger’s file in the way is left', async () => {
  const folder = freshFolder()
  const copy = await madeIn(copyPorts(folder))
  writeFileSync(join(folder, 'memo.txt'), 'a stranger’s')
  await copy.createDocument('memo.txt', bytes('memo'), deed)

  expect(copy.layDocuments()).toMatchObject([{ document: { name: 'memo.txt' }, waitsFor: 'save' }])
  expect(readFileSync(join(folder, 'memo.txt'), 'utf8')).toBe('a stranger’s')
})

test.each(['../out.txt', '.shakedown/copy', '.Shakedown/copy', '/etc/out', 'a/../../out'])(
  'a document called %s is not laid',
  async (name) => {
    const folder = freshFolder()
    const copy = await madeIn(copyPorts(folder))
    const made = await copy.createDocument('memo.txt', bytes('memo'), deed)
    const place = { table: 'documents', key: 'documentId' in made ? made.documentId : '', field: 'name' }
    await copy.edit(place, { kind: 'text', text: name }, copy.read('documents', place.key, 'name').seen, deed)

    expect(copy.layDocuments()).toMatchObject([{ waitsFor: 'name' }])
    expect(await copy.createDocument(name, bytes('x'), deed)).toMatchObject({ kind: 'bad-name' })
  },
)
