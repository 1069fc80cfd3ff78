import { mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import type { FileGuard } from '../../src/engine/ports/file-guard.ts'
import { realFileGuard } from '../../src/real/disk/real-file-guard.ts'
import { freshFolder } from './fresh-folder.ts'

/** A folder with a file in it, and how it is seen from outside. */
interface Guarded {
  readonly guard: FileGuard
  readonly isWritable: (path: string) => boolean
}

const onThisMachine = (): Guarded => {
  const root = freshFolder()
  mkdirSync(join(root, 'papers'))
  for (const path of ['papers/memo.txt', 'elsewhere']) writeFileSync(join(root, path), 'x')
  symlinkSync(join(root, 'elsewhere'), join(root, 'link'))
  symlinkSync(join(root, 'papers'), join(root, 'linked-papers'))
  const isWritable = (path: string): boolean => (statSync(join(root, path)).mode & 0o200) !== 0
  return { guard: realFileGuard(root), isWritable }
}

describe.each([['this machine', onThisMachine]])('a file guard: %s', (_name, make) => {
  test('makes a file read-only, and gives it back', () => {
    const { guard, isWritable } = make()

    guard.setReadOnly('papers/memo.txt', true)
    guard.setReadOnly('papers/memo.txt', true)
    expect(isWritable('papers/memo.txt')).toBe(false)
    guard.setReadOnly('papers/memo.txt', false)

    expect(isWritable('papers/memo.txt')).toBe(true)
  })

  test('touches nothing outside the folder, and nothing behind a folder that is a link', () => {
    const { guard, isWritable } = make()

    expect(() => guard.setReadOnly('../outside', true)).toThrow('leads out of its folder')
    guard.setReadOnly('linked-papers/memo.txt', true)

    expect(isWritable('papers/memo.txt')).toBe(true)
  })

  test('is harmless where no file is, and leaves what a link leads to', () => {
    const { guard, isWritable } = make()

    guard.setReadOnly('nothing/here', true)
    guard.setReadOnly('papers', true)
    guard.setReadOnly('link', true)

    expect([isWritable('papers'), isWritable('elsewhere')]).toEqual([true, true])
  })
})
