import { mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { typedValue } from '../src/engine/event/index.ts'
import type { Disk } from '../src/engine/ports/index.ts'
import type { SyncCopy } from '../src/engine/replica/index.ts'
import { folderDisk } from '../src/real/disk/index.ts'
import { newFile, portsOn } from './bench-copy.ts'
import { type Bench, type Figure, figureOf } from './figure.ts'

const batches = [1, 16, 256]
/** One sample is what was acknowledged in this time: a flush now and then takes far longer than the others. */
const windowMs = 200
const windows = 10
const flushes = 300

const measure = async (): Promise<readonly Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'shakedown-bench-'))
  try {
    const disk = folderDisk(folder)
    const copy = await newFile(portsOn(disk))
    const figures: Figure[] = [flushFigure(disk, fileSystemOf(folder))]
    for (const batch of batches) figures.push(await editsFigure(copy, batch))
    copy.close()
    return figures
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const flushFigure = (disk: Disk, fileSystem: string): Figure => {
  const file = disk.openAppend('flushed')
  const flushMs: number[] = []
  for (let flush = 0; flush < flushes; flush += 1) {
    const startMs = performance.now()
    file.append(new Uint8Array(200))
    file.sync()
    flushMs.push(performance.now() - startMs)
  }
  file.close()
  return figureOf(`append of 200 bytes and flush, on ${fileSystem}`, 'ms', flushMs)
}

/** So many people write at once, and all of them write again when all of them have been acknowledged. */
const editsFigure = async (copy: SyncCopy, batch: number): Promise<Figure> => {
  const rates: number[] = []
  for (let window = 0; window < windows; window += 1) {
    const startMs = performance.now()
    let rounds = 0
    for (; performance.now() - startMs < windowMs; rounds += 1) {
      const value = `${window}.${rounds}`
      await Promise.all(Array.from({ length: batch }, (_, writer) => edit(copy, writer, value)))
    }
    rates.push((rounds * batch * 1000) / (performance.now() - startMs))
  }
  const writers = batch === 1 ? '1 writer' : `${batch} writers at once`
  return figureOf(`acknowledged edits, ${writers}`, 'edits/s', rates)
}

const edit = async (copy: SyncCopy, writer: number, value: string): Promise<void> => {
  const place = { table: 'trial-balance', key: String(1000 + writer), field: 'amount' }
  const { seen } = copy.read(place.table, place.key, place.field)
  const outcome = await copy.edit(place, typedValue(value), seen, { author: 'bench', note: '' })
  if (outcome.kind !== 'acknowledged') throw new Error(`an edit was not acknowledged: ${outcome.kind}`)
}

const fileSystemOf = (folder: string): string => {
  const names: Readonly<Record<number, string>> = {
    0xef53: 'ext4',
    0x58465342: 'xfs',
    0x9123683e: 'btrfs',
    0x01021994: 'tmpfs (memory: not durable)',
    0x794c7630: 'overlayfs',
  }
  const { type } = statfsSync(folder)
  return names[type] ?? `file system 0x${type.toString(16)}`
}

export const bench: Bench = {
  what: "Edits acknowledged by a copy in the system's folder for temporary files. Each is encoded, chained, folded, and flushed to the disk before it is acknowledged; those who write at the same moment share one flush.",
  measure,
}
