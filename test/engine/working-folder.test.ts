import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { paths } from '../../src/engine/storage/folder/layout.ts'
import { realCopyPorts } from '../../src/real/machine/real-copy-ports.ts'
import { freshFolder } from '../contracts/fresh-folder.ts'
import { deed, madeIn, reopened } from './real-copy.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

test('a crash between laying and noting is no save', async () => {
  const folder = freshFolder()
  const copy = await madeIn(realCopyPorts(folder))
  await copy.createDocument('memo.txt', bytes('memo'), deed)
  copy.checkOutDocuments()
  copy.close()
  rmSync(join(folder, paths.working))

  const again = reopened(folder)

  expect(again.checkOutDocuments()).toEqual([])
  expect(await again.saveExternalEdits(deed)).toEqual([])
  writeFileSync(join(folder, 'memo.txt'), 'changed')
  expect(await again.saveExternalEdits(deed)).toMatchObject([{ kind: 'acknowledged', conflicts: false }])
})

test('a version whose laying was not noted is no save', async () => {
  const folder = freshFolder()
  const copy = await madeIn(realCopyPorts(folder))
  const made = await copy.createDocument('memo.txt', bytes('one'), deed)
  copy.checkOutDocuments()
  const noted = readFileSync(join(folder, paths.working))
  const documentId = 'documentId' in made ? made.documentId : ''
  await copy.saveDocument(documentId, bytes('two'), copy.document(documentId)?.seen ?? '', deed)
  copy.checkOutDocuments()
  copy.close()
  writeFileSync(join(folder, paths.working), noted)

  const again = reopened(folder)

  expect(await again.saveExternalEdits(deed)).toEqual([])
  expect(again.checkOutDocuments()).toEqual([])
})

test('a stranger’s file in the way is left', async () => {
  const folder = freshFolder()
  const copy = await madeIn(realCopyPorts(folder))
  writeFileSync(join(folder, 'memo.txt'), 'a stranger’s')
  await copy.createDocument('memo.txt', bytes('memo'), deed)

  expect(copy.checkOutDocuments()).toMatchObject([{ document: { name: 'memo.txt' }, waitsFor: 'save' }])
  expect(readFileSync(join(folder, 'memo.txt'), 'utf8')).toBe('a stranger’s')
})

test.each(['../out.txt', '.shakedown/copy', '.Shakedown/copy', '/etc/out', 'a/../../out'])(
  'a document called %s is not laid',
  async (name) => {
    const folder = freshFolder()
    const copy = await madeIn(realCopyPorts(folder))
    const made = await copy.createDocument('memo.txt', bytes('memo'), deed)
    const place = { table: 'documents', key: 'documentId' in made ? made.documentId : '', field: 'name' }
    await copy.edit(place, { kind: 'text', text: name }, copy.read('documents', place.key, 'name').seen, deed)

    expect(copy.checkOutDocuments()).toMatchObject([{ waitsFor: 'name' }])
    expect(await copy.createDocument(name, bytes('x'), deed)).toMatchObject({ kind: 'bad-name' })
  },
)

test('a save that was taken on and not noted is not made again, whatever came meanwhile', async () => {
  const folder = freshFolder()
  const copy = await madeIn(realCopyPorts(folder))
  const made = await copy.createDocument('memo.txt', bytes('one'), deed)
  const documentId = 'documentId' in made ? made.documentId : ''
  copy.checkOutDocuments()
  const noted = readFileSync(join(folder, paths.working))
  writeFileSync(join(folder, 'memo.txt'), 'two, by Word')
  await copy.saveExternalEdits(deed)
  await copy.saveDocument(documentId, bytes('three'), copy.document(documentId)?.seen ?? '', deed)
  copy.close()
  writeFileSync(join(folder, paths.working), noted)

  const again = reopened(folder)

  expect(await again.saveExternalEdits(deed)).toEqual([])
  expect(again.checkOutDocuments()).toEqual([])
  expect(readFileSync(join(folder, 'memo.txt'), 'utf8')).toBe('three')
})

test('a new file that was taken on and not noted does not become a second document', async () => {
  const folder = freshFolder()
  const copy = await madeIn(realCopyPorts(folder))
  writeFileSync(join(folder, 'memo.txt'), 'one, by Word')
  const [made] = await copy.saveExternalEdits(deed)
  const documentId = made && 'documentId' in made ? made.documentId : ''
  await copy.saveDocument(documentId, bytes('two'), copy.document(documentId)?.seen ?? '', deed)
  copy.close()
  rmSync(join(folder, paths.working))

  const again = reopened(folder)

  expect(await again.saveExternalEdits(deed)).toEqual([])
  expect(again.documents().map(({ name }) => name)).toEqual(['memo.txt'])
  expect(again.checkOutDocuments()).toEqual([])
  expect(readFileSync(join(folder, 'memo.txt'), 'utf8')).toBe('two')
})

test('bytes of an earlier version that somebody saves over a later one are a save', async () => {
  const folder = freshFolder()
  const copy = await madeIn(realCopyPorts(folder))
  const made = await copy.createDocument('memo.txt', bytes('one'), deed)
  const documentId = 'documentId' in made ? made.documentId : ''
  copy.checkOutDocuments()
  for (const text of ['two', 'one', 'two']) {
    writeFileSync(join(folder, 'memo.txt'), text)
    expect(await copy.saveExternalEdits(deed)).toMatchObject([{ kind: 'acknowledged', conflicts: false }])
  }
  expect(copy.library.versions.of(documentId)).toHaveLength(4)
})

test('documents that arrive together are noted together: one flush before, and one line each afterwards', async () => {
  const folder = freshFolder()
  const ports = realCopyPorts(folder)
  const appended: string[] = []
  const disk = {
    kindOf: (path: string) => ports.disk.kindOf(path),
    sizeBytes: (path: string) => ports.disk.sizeBytes(path),
    read: (path: string) => ports.disk.read(path),
    readPart: (path: string, offset: number, length: number) => ports.disk.readPart(path, offset, length),
    list: (path: string) => ports.disk.list(path),
    makeFolder: (path: string) => ports.disk.makeFolder(path),
    writeWhole: (path: string, content: Uint8Array) => ports.disk.writeWhole(path, content),
    openAppend: (path: string) => {
      appended.push(path)
      return ports.disk.openAppend(path)
    },
    truncate: (path: string, sizeBytes: number) => ports.disk.truncate(path, sizeBytes),
    rename: (from: string, to: string) => ports.disk.rename(from, to),
    remove: (path: string) => ports.disk.remove(path),
  }
  const copy = await madeIn({ ...ports, disk })
  for (const name of ['a.txt', 'b.txt', 'c.txt']) await copy.createDocument(name, bytes(name), deed)

  expect(copy.checkOutDocuments()).toEqual([])

  expect(appended.filter((path) => path === paths.working)).toHaveLength(2)
  expect(readFileSync(join(folder, 'c.txt'), 'utf8')).toBe('c.txt')
})

test('a document takes the name that another one leaves in the same pass', async () => {
  const folder = freshFolder()
  const copy = await madeIn(realCopyPorts(folder))
  const made = await copy.createDocument('memo.txt', bytes('old'), deed)
  copy.checkOutDocuments()
  const documentId = 'documentId' in made ? made.documentId : ''
  const place = { table: 'documents', key: documentId, field: 'name' }
  const { seen } = copy.read(place.table, place.key, place.field)
  await copy.records.claim(place, 'memo of last year.txt', seen, deed)
  await copy.createDocument('memo.txt', bytes('new'), deed)

  expect(copy.checkOutDocuments()).toEqual([])

  expect(readFileSync(join(folder, 'memo of last year.txt'), 'utf8')).toBe('old')
  expect(readFileSync(join(folder, 'memo.txt'), 'utf8')).toBe('new')
})
