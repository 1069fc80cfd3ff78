import { rmSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { createClientFile } from '../../src/engine/lifecycle/create-copy.ts'
import { openCopy } from '../../src/engine/replica/open-copy.ts'
import { paths } from '../../src/engine/storage/folder/layout.ts'
import { realCopyPorts } from '../../src/real/machine/real-copy-ports.ts'
import { freshFolder } from '../contracts/fresh-folder.ts'
import { madeIn, opened, reopened, writes } from './real-copy.ts'

const acme = { fileName: 'ACME', user: 'ann' }

/** A folder that lacks its format, as a creation that was cut off leaves it. */
const withoutFormat = async (edits: number): Promise<string> => {
  const folder = freshFolder()
  const copy = await madeIn(realCopyPorts(folder))
  for (let key = 1; key <= edits; key += 1) await writes(copy, `${key}`, key)
  copy.close()
  rmSync(join(folder, paths.format))
  return folder
}

test('a creation that was cut off is made again', async () => {
  const folder = await withoutFormat(0)
  expect(openCopy(realCopyPorts(folder)).kind).toBe('not-a-copy')

  opened(await createClientFile(acme, realCopyPorts(folder))).close()

  expect(reopened(folder).state.registrations()).toHaveLength(1)
})

test('a copy that has lost its format is not made anew over its work', async () => {
  const folder = await withoutFormat(1)

  expect(await createClientFile(acme, realCopyPorts(folder))).toMatchObject({ kind: 'exists' })

  expect(realCopyPorts(folder).disk.list(paths.walFolder)).toEqual(['00000001'])
})
