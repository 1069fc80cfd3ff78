import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

import type { RescuedOp, SyncCopy } from '../../../engine/replica/index.ts'
import { writeNewFile } from '../../../real/disk/index.ts'
import { jsonText } from '../../context/printed-text.ts'
import { rescuedView } from './rescued-view.ts'

/** Names files by their hash, so that no name from another copy decides where a file goes. */
export const exportRescued = (folder: string, values: readonly RescuedOp[], copy: SyncCopy): void => {
  mkdirSync(folder, { recursive: true })
  for (const { op } of values) {
    if (op.kind !== 'write' || op.value.kind !== 'content') continue
    const pieces = copy.library.versions.pieces(op.value)
    if (!pieces) continue
    const path = join(folder, basename(op.value.hash))
    rmSync(path, { force: true })
    writeNewFile(path, pieces)
  }
  const rescued = values.map((value) => ({
    ...rescuedView(value, copy),
    content: value.op.kind === 'write' && value.op.value.kind === 'content' ? value.op.value.hash : null,
  }))
  writeFileSync(join(folder, 'rescue.json'), jsonText({ rescued }))
}
