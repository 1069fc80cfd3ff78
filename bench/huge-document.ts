import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { documentBytesMax } from '../src/engine/content/index.ts'
import { folderDisk } from '../src/real/disk/index.ts'
import { newFile, portsOn } from './bench-copy.ts'
import { type Bench, type Figure, figureOf } from './figure.ts'
import { drawnSource } from './server/drawn-source.ts'

const measure = async (): Promise<readonly Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'shakedown-bench-'))
  try {
    const disk = folderDisk(folder)
    const copy = await newFile(portsOn(disk))
    const startMs = performance.now()
    const outcome = await copy.library.create('huge.bin', drawnSource(documentBytesMax), {
      author: 'bench',
      note: '',
    })
    if (outcome.kind !== 'acknowledged') throw new Error(`it was not saved: ${outcome.kind}`)
    const savedMs = performance.now()
    copy.checkOutDocuments()
    if (disk.sizeBytes('huge.bin') !== documentBytesMax) throw new Error('it was not laid')
    const laidMs = performance.now()
    return [
      figureOf('saved', 's', [(savedMs - startMs) / 1000]),
      figureOf('laid into the working folder', 's', [(laidMs - savedMs) / 1000]),
      // The system counts kilobytes of 1,024 bytes.
      figureOf('peak memory of the process', 'MB', [(process.resourceUsage().maxRSS * 1024) / 1e6], {
        kind: 'at-most',
        value: 700,
      }),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export const bench: Bench = {
  what: `One document of ${documentBytesMax.toLocaleString('en-US')} bytes, the most that one may have, saved from a source that is read by parts and laid into the working folder, on the disk of the system's folder for temporary files. Hardly two of its chunks are alike.`,
  measure,
}
