import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { folderShare } from '../../src/real/share/folder-share.ts'
import { staleShareClient } from '../../src/sim/share/stale-share.ts'
import { simShareClient } from '../world/sim-share-client.ts'
import { freshFolder } from './fresh-folder.ts'
import { shareContract } from './share-contract.ts'

const limited = { address: 'parent', limit: 20, code: 71 }

// A mounted folder refuses nobody that Node could see; a share over SMB does, and is held to the same contract by `npm run test:real`.
shareContract('a real folder', () => {
  const folder = freshFolder()
  mkdirSync(join(folder, 'share'))
  return {
    client: folderShare,
    address: join(folder, 'share'),
    missing: join(folder, 'nothing'),
    limited: null,
  }
})

shareContract('a folder of a simulated machine', () => ({
  client: simShareClient(20),
  address: 'parent',
  missing: 'nothing',
  limited,
}))

// At a time that stands still: nothing that it was told of names ever ages.
shareContract('a share whose listings are stale', () => ({
  client: staleShareClient(simShareClient(20), () => 0),
  address: 'parent',
  missing: 'nothing',
  limited,
}))

test('a file is no share', async () => {
  const file = join(freshFolder(), 'file')
  writeFileSync(file, '')

  expect((await folderShare.connect(file)).kind).toBe('unreachable')
})

test('a mounted folder says that it can neither end a session nor tell a refusal', () => {
  expect(folderShare.limits).toEqual({ canEndSession: false, reportsRefusal: false })
})
