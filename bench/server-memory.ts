import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { documentBytesMax } from '../src/engine/content/index.ts'
import { folderDisk } from '../src/real/disk/index.ts'
import { type Bench, type Figure, figureOf } from './figure.ts'
import { drawnSource } from './server/drawn-source.ts'
import { joinedCopy, signedPorts } from './server/edits-ahead.ts'
import { peakMegabytes } from './server/measured-server.ts'
import { type ServerScene, withServers } from './server/server-scene.ts'

/** In MiB; for a machine with a small disk, as the document lies on it twice. */
const asked = Number(process.env['BENCH_UPLOAD_MIB'] ?? documentBytesMax / 1024 ** 2)
const documentBytes = Math.min(documentBytesMax, asked * 1024 ** 2)
/** What a small one comes to beside it: chunks, and the pieces that they are carried in. */
const smallBytes = 16 * 1024 * 1024

const measure = (): Promise<readonly Figure[]> => withServers(2, measured)

const measured = async (scene: ServerScene): Promise<readonly Figure[]> => {
  const [first = '', second = ''] = scene.files
  await brings(scene, first, smallBytes)
  const small = peakMegabytes(scene.ours)
  const startMs = performance.now()
  await brings(scene, second, documentBytes)
  const tookMs = performance.now() - startMs
  const large = peakMegabytes(scene.ours)
  if (small === null || large === null) throw new Error('this system does not say what a process holds')
  return [
    figureOf(`peak memory of the server after a document of ${smallBytes / 1024 ** 2} MiB`, 'MB', [small]),
    figureOf(`and after one of ${documentBytes / 1024 ** 2} MiB`, 'MB', [large]),
    // It holds a piece or two of those that come, and a few that are read to be hashed; not the document.
    figureOf('more than after the small one', 'MB', [large - small], { kind: 'at-most', value: 150 }),
    figureOf('saved and brought in', 's', [tookMs / 1000]),
  ]
}

const brings = async ({ folder, ours }: ServerScene, file: string, sizeBytes: number): Promise<void> => {
  const own = join(folder, `copy-of-${file}`)
  mkdirSync(own)
  const address = `https://127.0.0.1:${ours.port}/${file}`
  const { copy, exchange, close } = await joinedCopy(address, ours.ca, 'ann', signedPorts(folderDisk(own)))
  const outcome = await copy.library.create('large.bin', drawnSource(sizeBytes), { author: 'ann', note: '' })
  if (outcome.kind !== 'acknowledged') throw new Error(`it was not saved: ${outcome.kind}`)
  const exchanged = await exchange.exchange()
  if (exchanged.kind !== 'level' || exchanged.bytesOut < sizeBytes) throw new Error('it was not brought')
  copy.close()
  await close()
}

export const bench: Bench = {
  what: `What the server holds in memory at the most while one document of ${documentBytes.toLocaleString('en-US')} bytes is brought to it (BENCH_UPLOAD_MIB takes a smaller one), beside a small one before it.`,
  measure,
}
