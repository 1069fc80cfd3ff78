import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { OwnFolderExchange } from '../src/engine/replication/exchange/index.ts'
import { realCopyPorts } from '../src/real/machine/index.ts'
import { newFile } from './bench-copy.ts'
import { type Bench, type Figure, figureOf } from './figure.ts'
import { heldBytes } from './held-memory.ts'
import { writeEvents } from './write-events.ts'

const pieces = 10
const eventsEach = 100_000

const measure = async (): Promise<readonly Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'shakedown-bench-'))
  try {
    return await measuredIn(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const measuredIn = async (folder: string): Promise<readonly Figure[]> => {
  mkdirSync(join(folder, 'copy'))
  const ports = realCopyPorts(join(folder, 'copy'), join(folder, 'state'))
  const copy = await newFile(ports)
  const own = new OwnFolderExchange(copy, ports)
  const before = heldBytes()
  const figures: Figure[] = []
  for (let piece = 1; piece <= pieces; piece += 1) {
    await writeEvents(copy, eventsEach, `edit ${piece}`)
    await own.flush()
    const megabytes = (heldBytes() - before) / 1e6
    figures.push(figureOf(`after ${(piece * eventsEach).toLocaleString('en-US')} events`, 'MB', [megabytes]))
  }
  copy.close()
  return figures
}

export const bench: Bench = {
  what: `What a program holds in memory that is never closed, in a folder on the disk: single-field events of one line among 5,000 records.`,
  measure,
}
