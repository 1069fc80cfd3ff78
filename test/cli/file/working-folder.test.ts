import { renameSync, rmSync, symlinkSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { Desk } from './desk.ts'

const withDocuments = async (): Promise<Desk> => {
  const desk = new Desk()
  desk.write('source/memo.docx', 'first memo')
  await desk.does('create ACME --from source')
  await desk.does('copy create ACME laptop-ann --user ann')
  await desk.does('copy create ACME laptop-bob --user bob')
  return desk
}

const level = async (desk: Desk, ...copies: readonly string[]): Promise<void> => {
  for (const copy of copies) await desk.does(`sync ${copy}`)
}

describe('a working folder', () => {
  test('takes on a save that Word makes by renaming its temporary file (row 28)', async () => {
    const desk = await withDocuments()
    desk.write('laptop-ann/~$memo.docx', 'ann has it open')
    desk.write('laptop-ann/~WRD0001.tmp', 'second memo')
    renameSync(desk.path('laptop-ann/memo.docx'), desk.path('laptop-ann/~WRL0002.tmp'))
    renameSync(desk.path('laptop-ann/~WRD0001.tmp'), desk.path('laptop-ann/memo.docx'))

    const synced = await desk.json('sync laptop-ann')
    await level(desk, 'laptop-bob')

    expect(synced).toMatchObject({ saved: ['memo.docx'] })
    expect(desk.read('laptop-bob/memo.docx')).toBe('second memo')
    expect(Object.keys(desk.tree('laptop-bob')).filter((path) => !path.startsWith('.'))).toEqual([
      'memo.docx',
    ])
  })

  test('deletes nothing because a file is gone for a moment', async () => {
    const desk = await withDocuments()
    renameSync(desk.path('laptop-ann/memo.docx'), desk.path('laptop-ann/~WRL0002.tmp'))

    await level(desk, 'laptop-ann', 'laptop-bob')
    renameSync(desk.path('laptop-ann/~WRL0002.tmp'), desk.path('laptop-ann/memo.docx'))

    expect(desk.read('laptop-bob/memo.docx')).toBe('first memo')
    expect(await desk.json('status laptop-ann')).toMatchObject({ missing: [] })
  })

  test('takes on a file that somebody put there, and says what cannot be a document', async () => {
    const desk = await withDocuments()
    desk.write('laptop-ann/2026/plan.xlsx', 'a plan')
    desk.write('laptop-ann/con', 'a device on Windows')
    symlinkSync('/etc/passwd', desk.path('laptop-ann/link'))

    const synced = await desk.json('sync laptop-ann')
    await level(desk, 'laptop-bob')

    expect(synced).toMatchObject({ saved: ['2026/plan.xlsx'] })
    expect(desk.read('laptop-bob/2026/plan.xlsx')).toBe('a plan')
    expect(await desk.json('status laptop-ann')).toMatchObject({
      refused: [{ path: 'con' }, { path: 'link' }],
    })
    expect(await desk.does('status laptop-ann')).toContain('link cannot be a document: it is a symbolic link')
  })

  test('keeps both where two people put a file of one name (row 26)', async () => {
    const desk = await withDocuments()
    desk.write('laptop-ann/plan.xlsx', 'plan of ann')
    desk.write('laptop-bob/plan.xlsx', 'plan of bob')

    await level(desk, 'laptop-ann', 'laptop-bob', 'laptop-ann', 'laptop-bob', 'laptop-ann')

    for (const copy of ['laptop-ann', 'laptop-bob']) {
      const texts = [desk.read(`${copy}/plan.xlsx`), desk.read(`${copy}/plan (2).xlsx`)]
      expect(texts.sort()).toEqual(['plan of ann', 'plan of bob'])
    }
  })

  test('lists a document whose file was removed, and brings it back', async () => {
    const desk = await withDocuments()
    rmSync(desk.path('laptop-ann/memo.docx'))

    await level(desk, 'laptop-ann', 'laptop-bob')
    expect(await desk.json('status laptop-ann')).toMatchObject({ missing: ['memo.docx'] })
    expect(desk.read('laptop-bob/memo.docx')).toBe('first memo')

    await desk.does('document fetch laptop-ann memo.docx')
    expect(desk.read('laptop-ann/memo.docx')).toBe('first memo')
  })

  test('saves a large file as it saves a small one', async () => {
    const desk = await withDocuments()
    desk.write('laptop-ann/memo.docx', 'x'.repeat(700_000))
    await level(desk, 'laptop-ann', 'laptop-bob')
    desk.write('laptop-bob/memo.docx', `${'x'.repeat(350_000)}y${'x'.repeat(350_000)}`)

    await level(desk, 'laptop-bob', 'laptop-ann')

    expect(desk.read('laptop-ann/memo.docx')).toBe(desk.read('laptop-bob/memo.docx'))
    expect(desk.read('laptop-ann/memo.docx')).toHaveLength(700_001)
  })
})

describe('the recycle bin (row 27)', () => {
  test('takes a document from every working folder, and anybody can take it out again', async () => {
    const desk = await withDocuments()
    await desk.does('delete laptop-ann memo.docx')
    await level(desk, 'laptop-ann', 'laptop-bob')
    expect(Object.keys(desk.tree('laptop-bob'))).not.toContain('memo.docx')
    expect(await desk.json('document bin laptop-bob')).toMatchObject({
      bin: [{ name: 'memo.docx', deletedBy: ['ann'], keptBy: [] }],
    })

    await desk.does('restore laptop-bob memo.docx')
    await level(desk, 'laptop-bob', 'laptop-ann')

    expect(desk.read('laptop-ann/memo.docx')).toBe('first memo')
    expect(desk.read('laptop-bob/memo.docx')).toBe('first memo')
    expect(await desk.json('document bin laptop-ann')).toEqual({ bin: [] })
  })

  test('does not swallow a save that the deleter had not seen (row 23)', async () => {
    const desk = await withDocuments()
    desk.write('laptop-bob/memo.docx', 'memo of bob')
    await desk.does('delete laptop-ann memo.docx')

    await level(desk, 'laptop-ann', 'laptop-bob', 'laptop-ann')

    expect(desk.read('laptop-ann/memo.docx')).toBe('memo of bob')
    expect(await desk.does('document list laptop-ann')).toContain(
      'DELETED BY SOMEBODY and kept by a later save',
    )
    expect(await desk.json('document bin laptop-bob')).toMatchObject({
      bin: [{ deletedBy: ['ann'], keptBy: ['bob'] }],
    })
    await desk.does('restore laptop-bob memo.docx')
    expect(await desk.json('document bin laptop-bob')).toEqual({ bin: [] })
  })

  test('leaves a file that was changed here, and its save keeps the document', async () => {
    const desk = await withDocuments()
    desk.write('laptop-ann/memo.docx', 'changed and not synced')

    const said = await desk.does('delete laptop-ann memo.docx')
    await level(desk, 'laptop-ann', 'laptop-bob')

    expect(said).toContain('its file was changed here and is left')
    expect(desk.read('laptop-bob/memo.docx')).toBe('changed and not synced')
    expect(await desk.json('document bin laptop-bob')).toMatchObject({
      bin: [{ deletedBy: ['ann'], keptBy: ['ann'] }],
    })
  })

  test('says what it has where something else is asked for', async () => {
    const desk = await withDocuments()

    const restored = await desk.file('restore', 'laptop-ann', 'memo.docx')
    const deleted = await desk.file('delete', 'laptop-ann', 'nothing.docx')

    expect(restored).toMatchObject({
      code: 2,
      err: expect.stringContaining('no "memo.docx" in the recycle bin'),
    })
    expect(deleted).toMatchObject({
      code: 2,
      err: expect.stringContaining('no document called "nothing.docx"'),
    })
  })
})
