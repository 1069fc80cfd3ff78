import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import type { ByteSource } from '../src/engine/storage/contents/index.ts'
import { folderDisk } from '../src/real/disk/index.ts'
import { httpsClient } from '../src/real/https/client/index.ts'
import { type Bench, type Figure, figureOf } from './figure.ts'
import { bareMessage } from './server/bare-messages.ts'
import { drawnSource } from './server/drawn-source.ts'
import { joinedCopy, signedPorts } from './server/edits-ahead.ts'
import { type ServerScene, withServers } from './server/server-scene.ts'

const documentBytes = 256 * 1024 * 1024
const pieceBytes = 4 * 1024 * 1024
const rounds = 3

const measure = (): Promise<readonly Figure[]> => withServers(rounds + 1, measured)

const measured = async (scene: ServerScene): Promise<readonly Figure[]> => {
  const [ours, bare] = [[] as number[], [] as number[]]
  for (const [round, file] of scene.files.entries()) {
    const source = drawnSource(documentBytes)
    const seconds = {
      bare: await bareSeconds(scene, file, source),
      ours: await oursSeconds(scene, file, source),
    }
    // The first of each warms up.
    if (round === 0) continue
    bare.push(documentBytes / 1e6 / seconds.bare)
    ours.push(documentBytes / 1e6 / seconds.ours)
  }
  const ratios = ours.map((rate, index) => (100 * rate) / (bare[index] ?? rate))
  return [
    figureOf('a bare Fastify route', 'MB/s', bare),
    figureOf('the server', 'MB/s', ours),
    figureOf('the server, of the bare route', '%', ratios, { kind: 'at-least', value: 70 }),
  ]
}

/** From the first question to the last acknowledgement: what is cut into chunks was cut before. */
const oursSeconds = async (
  { folder, ours }: ServerScene,
  file: string,
  source: ByteSource,
): Promise<number> => {
  const own = join(folder, `copy-of-${file}`)
  mkdirSync(own)
  const address = `https://127.0.0.1:${ours.port}/${file}`
  const { copy, exchange, close } = await joinedCopy(address, ours.ca, 'ann', signedPorts(folderDisk(own)))
  const outcome = await copy.library.create('large.bin', source, { author: 'ann', note: '' })
  if (outcome.kind !== 'acknowledged') throw new Error(`it was not saved: ${outcome.kind}`)
  const startMs = performance.now()
  const exchanged = await exchange.exchange()
  const tookMs = performance.now() - startMs
  if (exchanged.kind !== 'level' || exchanged.bytesOut < documentBytes) throw new Error('it was not brought')
  copy.close()
  await close()
  return tookMs / 1000
}

/** The same bytes by the same client, a piece after the other, without any beginning in small ones. */
const bareSeconds = async ({ bare }: ServerScene, file: string, source: ByteSource): Promise<number> => {
  const opened = httpsClient({ token: null, trusted: bare.ca }).open(`https://127.0.0.1:${bare.port}/${file}`)
  if (opened.kind !== 'channel') throw new Error(opened.detail)
  const pieces: Uint8Array[] = []
  for (let at = 0; at < documentBytes; at += pieceBytes) {
    const bytes = source.readPart(at, Math.min(pieceBytes, documentBytes - at))
    if (!bytes) throw new Error('the source gives its bytes')
    pieces.push(bareMessage('piece', bytes, at))
  }
  const startMs = performance.now()
  for (const message of [...pieces, bareMessage('end', new Uint8Array(0))]) {
    const answer = await opened.channel.ask(message, 60_000)
    if (answer.kind !== 'answer') throw new Error(answer.detail)
  }
  const tookMs = performance.now() - startMs
  await opened.channel.close()
  return tookMs / 1000
}

export const bench: Bench = {
  what: `A document of ${documentBytes.toLocaleString('en-US')} bytes, brought by one client to the server on one core over TLS on the loopback: in pieces that are flushed each, put together and hashed as a whole before it gets its name. Beside it, in turns, a bare Fastify route that takes as many bytes in pieces of 4 MiB, hashes them as they come, flushes each piece, and renames the file.`,
  measure,
}
