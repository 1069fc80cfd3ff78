// What a request costs a server's processor: where src/sim/servers/server-costs.ts has its figures from.
// `node bench/server-costs.ts` prints them for this machine.

import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

import { createClientFile } from '../src/engine/lifecycle/index.ts'
import { serverClient, type ServerSession } from '../src/engine/replication/client/index.ts'
import { OwnFolderExchange } from '../src/engine/replication/exchange/index.ts'
import { httpsClient } from '../src/real/https/client/index.ts'
import { developmentCertificate } from '../src/real/https/server/index.ts'
import { realCopyPorts } from '../src/real/machine/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'server-costs-'))
const certificate = await developmentCertificate(folder)

const rootWithFile = async (): Promise<string> => {
  const root = join(folder, 'root')
  mkdirSync(join(root, 'ACME'), { recursive: true })
  const ports = realCopyPorts(join(root, 'ACME'), join(folder, 'state'))
  const made = await createClientFile({ fileName: 'ACME', user: 'ann' }, ports)
  if (made.kind !== 'opened') throw new Error(made.kind)
  await new OwnFolderExchange(made.copy, ports).flush()
  made.copy.close()
  return root
}

const worker = new Worker(new URL('server-costs-worker.ts', import.meta.url), {
  workerData: { root: await rootWithFile(), certificate },
})
const [{ port }] = await once(worker, 'message')

const workedUs = async (): Promise<number> => {
  worker.postMessage('usage')
  const [told] = await once(worker, 'message')
  return told.workedUs
}

const session = async (): Promise<ServerSession> => {
  const client = httpsClient({ token: null, trusted: certificate.certificate })
  const answer = await serverClient(client).connect(`https://127.0.0.1:${port}/ACME`)
  if (answer.kind !== 'session') throw new Error(answer.detail)
  return answer.session
}

/** Microseconds of the server's processor for each time that something is done, after it was done often enough to be quick. */
const costUs = async (times: number, act: () => Promise<unknown>): Promise<number> => {
  for (let warm = 0; warm < times / 4; warm += 1) await act()
  const beforeUs = await workedUs()
  for (let done = 0; done < times; done += 1) await act()
  return ((await workedUs()) - beforeUs) / times
}

const kept = await session()
const requestUs = await costUs(2000, () => kept.ask({ kind: 'hello' }))
const handshakeUs = (await costUs(300, async () => (await session()).disconnect())) - requestUs
const piece = 256_000
const carriedUs = await costUs(100, () => {
  const bytes = randomBytes(piece)
  const hash = createHash('sha256').update(bytes).digest('hex')
  return kept.writeWhole(`.shakedown/contents/${hash.slice(0, 2)}/${hash}`, bytes)
})
await kept.disconnect()

console.log(`a handshake ${Math.round(handshakeUs)} µs, a request ${Math.round(requestUs)} µs`)
console.log(`each kB that is carried ${((carriedUs - requestUs) / (piece / 1000)).toFixed(2)} µs`)
const ended = once(worker, 'exit')
worker.postMessage('end')
await ended
rmSync(folder, { recursive: true })
