// What a server of ours is measured beside: one bare Fastify route over the same TLS that hashes what comes and writes it
// as durably, and does nothing else. Started with a folder; says its port to its parent.

import { createHash } from 'node:crypto'
import type { AddressInfo } from 'node:net'

import { fastify } from 'fastify'

import { developmentCertificate } from '../../src/real/https/server/index.ts'
import { folderShare } from '../../src/real/share/index.ts'
import { carriedOut, headsBytes, kindOf, messageType, offsetOf, pieceFrontBytes } from './bare-messages.ts'

const [root = '', state = ''] = process.argv.slice(2)

const made = await developmentCertificate(state)
const app = fastify({
  https: { cert: made.certificate, key: made.key, minVersion: 'TLSv1.2' },
  bodyLimit: 5 * 1024 * 1024,
  routerOptions: { maxParamLength: 300 },
})
app.removeAllContentTypeParsers()
app.addContentTypeParser(messageType, { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

const answer = folderShare.connect(root)
const connected = await answer
if (connected.kind !== 'session') throw new Error(connected.detail)
const { session } = connected
/** As a block grows at its open end, so does what is written with each edit. */
const blocks = new Map<string, Uint8Array[]>()
const blockEdits = 256
let hashing = createHash('sha256')

const edit = async (file: string, body: Uint8Array): Promise<void> => {
  const block = blocks.get(file) ?? []
  if (block.length === blockEdits) block.length = 0
  block.push(body)
  blocks.set(file, block)
  const bytes = Buffer.concat(block)
  const name = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
  carriedOut(await session.writeWhole(`${file}/ranges/line/${block.length}.${name}`, bytes))
  carriedOut(await session.writeWhole(`${file}/instances/one`, headsBytes))
}

const piece = async (file: string, body: Uint8Array): Promise<void> => {
  const offset = offsetOf(body)
  if (offset === 0) hashing = createHash('sha256')
  const bytes = body.subarray(pieceFrontBytes)
  hashing.update(bytes)
  carriedOut(await session.writePart(`${file}/incoming`, offset, bytes))
}

app.post<{ Params: { file: string } }>('/v1/files/:file', async (request, reply) => {
  const { file } = request.params
  const body = request.body instanceof Uint8Array ? request.body : new Uint8Array(0)
  const kind = kindOf(body)
  if (kind === 'edit') await edit(file, body)
  else if (kind === 'piece') await piece(file, body)
  else if (kind === 'end')
    carriedOut(await session.rename(`${file}/incoming`, `${file}/${hashing.digest('hex')}`))
  return reply.type(messageType).send(Buffer.from([1, 0, 1]))
})

await app.listen({ host: '127.0.0.1', port: 0 })
const { port } = app.server.address() as AddressInfo
process.send?.({ port })
process.on('disconnect', () => process.exit(0))
