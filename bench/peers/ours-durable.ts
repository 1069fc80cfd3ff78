import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { folderDisk } from '../../src/real/disk/index.ts'
import { folderPeer } from './ours.ts'

const root = mkdtempSync(join(tmpdir(), 'shakedown-peers-'))
process.on('exit', () => rmSync(root, { recursive: true, force: true }))

export const peer = folderPeer(
  'the same on this machine’s disk: every edit is flushed before it is acknowledged, every file before it is named',
  () => folderDisk(mkdtempSync(join(root, 'copy-'))),
)
