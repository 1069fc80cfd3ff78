import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { openCopy } from '../../src/engine/replica/open-copy.ts'
import type { SyncCopy } from '../../src/engine/replica/sync-copy.ts'
import { OwnFolderExchange } from '../../src/engine/replication/exchange/own-folder-exchange.ts'
import { paths } from '../../src/engine/storage/folder/layout.ts'
import { realCopyPorts } from '../../src/real/machine/real-copy-ports.ts'
import { freshFolder } from '../contracts/fresh-folder.ts'
import { madeIn, reopened, writes } from './real-copy.ts'

/** A copy whose older work lies in ranges alone, and whose latest lies in the journal. */
const withRanges = async (folder: string): Promise<SyncCopy> => {
  const ports = realCopyPorts(folder)
  const copy = await madeIn(ports)
  for (let key = 1; key <= 5; key += 1) await writes(copy, `${key}`, key)
  await new OwnFolderExchange(copy, ports).flush()
  copy.rotateWal()
  return copy
}

const rangesIn = (folder: string, copy: SyncCopy): string =>
  join(folder, paths.rangesFolder, copy.identity.line)

test('ranges alone give everything back', async () => {
  const folder = freshFolder()
  const copy = await withRanges(folder)

  expect(reopened(folder).canonicalState()).toBe(copy.canonicalState())
})

test('a damaged range is refused with its path', async () => {
  const folder = freshFolder()
  const copy = await withRanges(folder)
  const name = readdirSync(rangesIn(folder, copy))[0] ?? ''
  writeFileSync(join(rangesIn(folder, copy), name), 'garbage')

  expect(openCopy(realCopyPorts(folder))).toMatchObject({
    kind: 'corrupt',
    path: `${paths.rangesFolder}/${copy.identity.line}/${name}`,
  })
})

test('lost ranges are said and not written over', async () => {
  const folder = freshFolder()
  const copy = await withRanges(folder)
  rmSync(rangesIn(folder, copy), { recursive: true })

  expect(openCopy(realCopyPorts(folder))).toMatchObject({
    kind: 'corrupt',
    detail: expect.stringContaining('1 to 6'),
  })
})

test('a journal that continues nothing is said', async () => {
  const folder = freshFolder()
  const copy = await withRanges(folder)
  await writes(copy, '9', 9)
  rmSync(rangesIn(folder, copy), { recursive: true })
  rmSync(join(folder, paths.versionVector))

  expect(openCopy(realCopyPorts(folder))).toMatchObject({ kind: 'corrupt', path: paths.walFolder })
})

test('a copy does not take on a strange line', async () => {
  const folder = freshFolder()
  const copy = await withRanges(folder)
  const strange = { ...copy.identity, line: '00000000000000ff' }
  writeFileSync(join(folder, paths.copy), JSON.stringify(strange))

  expect(openCopy(realCopyPorts(folder))).toMatchObject({ kind: 'corrupt', path: paths.copy })
})

test('what a broken visit left is no damage', async () => {
  const folder = freshFolder()
  const copy = await withRanges(folder)
  const { disk } = realCopyPorts(folder)
  const ranges = disk.list(`${paths.rangesFolder}/${copy.identity.line}`)
  // The second half of a stranger's line, and half a file that never got its name.
  const later = ranges.find((name) => name.startsWith('5-')) ?? ''
  const bytes = disk.read(`${paths.rangesFolder}/${copy.identity.line}/${later}`) ?? new Uint8Array(0)
  writeFileSync(join(rangesIn(folder, copy), '.shakedown-0123456789ab.tmp'), bytes.subarray(0, 9))
  rmSync(join(rangesIn(folder, copy), later))
  writeFileSync(join(rangesIn(folder, copy), later), bytes)

  expect(reopened(folder).canonicalState()).toBe(copy.canonicalState())
})
