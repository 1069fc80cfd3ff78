import { existsSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { Desk } from './desk.ts'

const level = async (desk: Desk, ...copies: readonly string[]): Promise<void> => {
  for (const copy of copies) await desk.does(`sync ${copy}`)
}

/** Bob's copy takes documents as `behaviour` says; ann has made one since. */
const withThriftyBob = async (behaviour: string): Promise<Desk> => {
  const desk = new Desk()
  await desk.does('create ACME')
  await desk.does('copy create ACME laptop-ann --user ann')
  await desk.does('copy create ACME laptop-bob --user bob')
  await desk.does(`document behaviour laptop-bob ${behaviour}`)
  desk.write('laptop-ann/film.mp4', 'a long film')
  await level(desk, 'laptop-ann', 'laptop-bob')
  return desk
}

const has = (desk: Desk, path: string): boolean => existsSync(desk.path(path))

describe('a copy that takes documents on demand (rows 8, 44)', () => {
  test('lists a document and fetches it when somebody asks', async () => {
    const desk = await withThriftyBob('on-demand')
    expect(has(desk, 'laptop-bob/film.mp4')).toBe(false)
    expect(await desk.does('document list laptop-bob')).toContain(
      'film.mp4, 11 bytes, by ann, on-demand, NOT HERE',
    )
    expect(await desk.json('status laptop-bob')).toMatchObject({ waiting: [], lacking: 1 })

    await desk.does('document fetch laptop-bob film.mp4')

    expect(desk.read('laptop-bob/film.mp4')).toBe('a long film')
  })

  test('says that an older version lies in the working folder', async () => {
    const desk = await withThriftyBob('on-demand')
    await desk.does('document fetch laptop-bob film.mp4')
    desk.write('laptop-ann/film.mp4', 'a longer film')
    await level(desk, 'laptop-ann')

    const synced = await desk.json('sync laptop-bob')

    expect(synced).toMatchObject({ waiting: [{ document: 'film.mp4' }] })
    expect(desk.read('laptop-bob/film.mp4')).toBe('a long film')
  })

  test('still sends what is saved in it', async () => {
    const desk = await withThriftyBob('on-demand')
    desk.write('laptop-bob/notes.txt', 'notes of bob')

    await level(desk, 'laptop-bob', 'laptop-ann')

    expect(desk.read('laptop-ann/notes.txt')).toBe('notes of bob')
  })

  test('takes a document that says automatic itself', async () => {
    const desk = await withThriftyBob('never')
    await desk.does('document behaviour laptop-ann automatic --document film.mp4')

    await level(desk, 'laptop-ann', 'laptop-bob')

    expect(desk.read('laptop-bob/film.mp4')).toBe('a long film')
  })

  test('takes all of them as long as copies are made from it', async () => {
    const desk = await withThriftyBob('automatic')
    await desk.does('copy create laptop-bob laptop-carl --user carl')

    const said = await desk.does('document behaviour laptop-bob on-demand')
    desk.write('laptop-ann/second.mp4', 'another film')
    await level(desk, 'laptop-ann', 'laptop-bob', 'laptop-carl')

    expect(said).toContain('Copies were made from it')
    expect(desk.read('laptop-carl/second.mp4')).toBe('another film')
  })

  test('says where bytes cannot be had', async () => {
    const desk = await withThriftyBob('never')
    await desk.does('document behaviour laptop-ann never --document film.mp4')
    desk.write('laptop-ann/film.mp4', 'a secret film')
    await level(desk, 'laptop-ann', 'laptop-bob')

    const answer = await desk.file('document', 'fetch', 'laptop-bob', 'film.mp4')

    expect(answer).toMatchObject({ code: 4, err: expect.stringContaining('and ACME has them not either') })
    expect(await desk.file('document', 'behaviour', 'laptop-bob', 'sometimes')).toMatchObject({ code: 2 })
  })
})
