import { parentPort, workerData } from 'node:worker_threads'

import { SyncServer } from '../src/engine/server/index.ts'
import { anybody, listenHttps, ServedRoots, serverPorts } from '../src/real/https/server/index.ts'

/** A server in a thread of its own, which tells at any time how long its processor worked for it, in microseconds. */
const { root, certificate } = workerData
const roots = new ServedRoots([root])
const server = new SyncServer((name) => roots.find(name), serverPorts)
const listening = await listenHttps({ server, authorise: anybody, certificate, host: '127.0.0.1', port: 0 })
const end = async (): Promise<void> => {
  await listening.close()
  await roots.close()
  process.exit(0)
}
parentPort?.on('message', (asked: 'usage' | 'end') => {
  if (asked === 'end') return void end()
  const { user, system } = process.threadCpuUsage()
  parentPort?.postMessage({ workedUs: user + system })
})
parentPort?.postMessage({ port: listening.port })
