import { describe, expect, test } from 'vitest'

import { type FileRequest, fileKinds } from '../../../src/engine/protocol/file-request.ts'
import { mayTouch } from '../../../src/engine/server/may-touch.ts'

const hash = 'ab'.repeat(32)
const logId = '00000000000000aa'

const asked = (kind: FileRequest['kind'], path: string, to = ''): FileRequest => {
  const bytes = new Uint8Array(0)
  if (kind === 'rename') return { kind, path, to }
  if (kind === 'read-part') return { kind, path, offset: 0, length: 1 }
  if (kind === 'write-part') return { kind, path, offset: 0, bytes }
  return kind === 'write' || kind === 'create' ? { kind, path, bytes } : { kind, path }
}

describe('what a client may ask of the folder behind a server', () => {
  test.each([
    ['read', '.shakedown/format'],
    ['read-part', '.shakedown/heads'],
    ['list', `.shakedown/ranges/${logId}`],
    ['read', `.shakedown/ranges/${logId}/1-8.${logId}`],
    ['size', `.shakedown/contents/ab/${hash}`],
    ['write', `.shakedown/visitors/${logId}`],
    ['write-part', `.shakedown/incoming/${hash}.${logId}`],
    ['create', '.shakedown/leases/doc%2E1/00000001'],
    ['remove', '.shakedown/leases/doc%2E1/00000001'],
  ] as const)('%s %s', (kind, path) => {
    expect(mayTouch(asked(kind, path))).toBe(true)
  })

  const places = [
    '../outside',
    '/etc/passwd',
    '.shakedown/../../outside',
    `.shakedown/contents/ab/../../journal/00000001`,
    `.shakedown/leases/../local/00000001`,
    `.shakedown/leases/./00000001`,
    '.shakedown/journal/00000001',
    '.shakedown/local/lock',
    '.shakedown/instances/00000000000000aa',
    '.shakedown/quarantine/x',
    'memo.txt',
    '',
    '.shakedown',
    `.shakedown/contents/ab/${hash}\0`,
    `.shakedown/contents/ab/${hash}/x`,
    `.shakedown\\contents\\ab\\${hash}`,
  ]
  test.each(fileKinds.flatMap((kind) => places.map((path) => ({ kind, path }))))(
    'nobody may $kind $path',
    ({ kind, path }) => {
      expect(mayTouch(asked(kind, path, path))).toBe(false)
    },
  )

  test.each([
    ['write', '.shakedown/format'],
    ['write', '.shakedown/heads'],
    ['write', `.shakedown/ranges/${logId}/1-8.${logId}`],
    ['write', `.shakedown/packs/ab/${hash}`],
    ['remove', '.shakedown/heads'],
    ['remove', `.shakedown/contents/ab/${hash}`],
    ['create', `.shakedown/contents/ab/${hash}`],
  ] as const)('what others rely upon is changed by messages of its own: no %s of %s', (kind, path) => {
    expect(mayTouch(asked(kind, path))).toBe(false)
  })

  test('a transfer ends under the name that it was begun for, and in its folder', () => {
    const from = `.shakedown/incoming/${hash}.${logId}`
    expect(mayTouch(asked('rename', from, `.shakedown/contents/ab/${hash}`))).toBe(true)
    expect(mayTouch(asked('rename', from, `.shakedown/packs/ab/${hash}`))).toBe(true)
    expect(mayTouch(asked('rename', from, `.shakedown/contents/cd/${hash}`))).toBe(false)
    expect(mayTouch(asked('rename', from, `.shakedown/contents/cd/${'cd'.repeat(32)}`))).toBe(false)
    expect(mayTouch(asked('rename', from, '.shakedown/heads'))).toBe(false)
    expect(mayTouch(asked('rename', '.shakedown/heads', `.shakedown/contents/ab/${hash}`))).toBe(false)
  })
})
