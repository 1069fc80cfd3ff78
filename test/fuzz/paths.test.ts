import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import fc from 'fast-check'
import { expect, test } from 'vitest'

import { encodeEvent } from '../../src/engine/event/event.ts'
import { HashChain } from '../../src/engine/event/hash-chain.ts'
import type { WriteOp } from '../../src/engine/event/op.ts'
import { contentValue, textValue, type Value } from '../../src/engine/event/value.ts'
import { dotText, asLogId } from '../../src/engine/identifier/log-id.ts'
import { createClientFile } from '../../src/engine/lifecycle/create-copy.ts'
import type { SyncCopy } from '../../src/engine/replica/sync-copy.ts'
import { sourceOfBytes } from '../../src/engine/storage/contents/byte-source.ts'
import { leasesFolder, paths } from '../../src/engine/storage/folder/layout.ts'
import { realCopyPorts } from '../../src/real/machine/real-copy-ports.ts'
import { realDigest } from '../../src/real/machine/real-digest.ts'
import { freshFolder } from '../contracts/fresh-folder.ts'
import { opened } from '../engine/real-copy.ts'

const stranger = asLogId('00000000000000ee')

const pieces = [
  '..',
  '.',
  '',
  '/',
  '\\',
  '\0',
  '.shakedown',
  '.SHAKEDOWN',
  'heads',
  'link',
  'a',
  'memo.txt',
  'C:',
  '~',
]
const hostileName = fc
  .array(fc.constantFrom(...pieces, '/', '/'), { minLength: 1, maxLength: 7 })
  .map((all) => all.join(''))

const op = (place: Pick<WriteOp, 'table' | 'key' | 'field' | 'merge'>, value: Value): WriteOp => ({
  kind: 'write',
  ...place,
  group: '',
  value,
  supersedes: [],
  resolves: false,
})

/** Documents and folders of these names, as somebody writes them whose program checks nothing. */
const bringNames = async (copy: SyncCopy, names: readonly string[]): Promise<void> => {
  const stored = copy.contents.putSource(sourceOfBytes(new TextEncoder().encode('harm')))
  const hash = stored.kind === 'stored' ? stored.content.hash : ''
  const events = names.map((name, index) => {
    const key = dotText({ log: stranger, seq: index + 1 })
    const document = { table: 'documents', key }
    return encodeEvent({
      timestamp: { ms: 1, count: index },
      author: 'eve',
      note: '',
      deps: [],
      ops: [
        op({ ...document, field: 'name', merge: 'claim' }, textValue(name)),
        op({ ...document, field: 'content', merge: 'document' }, contentValue(hash, 4)),
      ],
    })
  })
  const previousHash = new HashChain(realDigest).start(stranger)
  await copy.ingest([{ log: stranger, first: 1, previousHash, events }], 'journal')
  copy.checkOutDocuments()
}

const isStrangeLocal = (path: string | Buffer): boolean =>
  String(path).startsWith(join('local', '/')) && String(path) !== join('local', 'working')

const filesIn = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => statSync(join(folder, file)).isFile())
      .sort()
      .map((file) => [file, readFileSync(join(folder, file), 'latin1')]),
  )

test('no name in an event leads out of the folder, into the engine’s own, or through a link', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(hostileName, { minLength: 1, maxLength: 6 }), async (names) => {
      const outside = freshFolder()
      const folder = join(outside, 'office', 'copy')
      mkdirSync(folder, { recursive: true })
      mkdirSync(join(outside, 'office', 'a'))
      writeFileSync(join(outside, 'memo.txt'), 'not yours')
      const copy = opened(await createClientFile({ fileName: 'ACME', user: 'ann' }, realCopyPorts(folder)))
      symlinkSync(outside, join(folder, 'link'))
      const own = join(folder, '.shakedown')
      const before = { heads: readFileSync(join(own, 'heads'), 'latin1'), entries: readdirSync(own).sort() }

      await bringNames(copy, names)
      copy.close()

      expect(filesIn(join(outside, 'office', 'a'))).toEqual({})
      expect(readdirSync(own, { recursive: true }).filter(isStrangeLocal)).toEqual([])
      expect(readdirSync(outside).sort()).toEqual(['memo.txt', 'office'])
      expect(readFileSync(join(outside, 'memo.txt'), 'utf8')).toBe('not yours')
      expect(readdirSync(join(outside, 'office')).sort()).toEqual(['a', 'copy'])
      expect(readFileSync(join(own, 'heads'), 'latin1')).toBe(before.heads)
      expect(
        readdirSync(own)
          .filter((name) => name !== 'local' && name !== 'contents')
          .sort(),
      ).toEqual(before.entries.filter((name) => name !== 'local' && name !== 'contents'))
    }),
    { numRuns: 25, endOnFailure: true },
  )
})

test('no document’s id leads out of the folder of its leases', () => {
  fc.assert(
    fc.property(fc.oneof(hostileName, fc.string({ unit: 'grapheme' })), (id) => {
      const names = leasesFolder(id)
        .slice(paths.leasesFolder.length + 1)
        .split('/')
      expect(names).toHaveLength(1)
      expect(['.', '..']).not.toContain(names[0])
      expect(names[0]).not.toMatch(/[\\/\0:]/)
    }),
  )
})
