import { describe, expect, test } from 'vitest'

import type { LockAnswer, ProcessLock } from '../../src/engine/ports/process-lock.ts'
import { processLock } from '../../src/real/machine/file-process-lock.ts'
import { freshFolder } from './fresh-folder.ts'

/**
 * Two that want the same lock. Only the real one is here: a simulated world has one process, and nothing to lock, so that
 * there is no simulated lock that could be held against this.
 */
const locks: Record<string, () => { one: ProcessLock; other: ProcessLock }> = {
  'a real file': () => {
    const folder = freshFolder()
    return { one: processLock(folder, 'local/lock'), other: processLock(folder, 'local/lock') }
  },
}

const release = (answer: LockAnswer): void => {
  if (answer.kind === 'held') answer.release()
}

describe.each(Object.entries(locks))('process lock: %s', (_name, make) => {
  test('who comes second is told who holds it', () => {
    const { one, other } = make()
    const held = one.take('sync')

    const answer = other.take('show')

    expect(held.kind).toBe('held')
    expect(answer).toMatchObject({ kind: 'taken', by: { purpose: 'sync' } })
    release(held)
  })

  test('a lock given back can be taken', () => {
    const { one, other } = make()
    release(one.take('sync'))

    const answer = other.take('show')

    expect(answer.kind).toBe('held')
    release(answer)
  })

  test('who was turned away holds nothing', () => {
    const { one, other } = make()
    const held = one.take('sync')
    release(other.take('show'))
    release(held)

    const answer = one.take('again')

    expect(answer.kind).toBe('held')
    release(answer)
  })
})
