import { type Bench, type Figure, figureOf, medianOf } from './figure.ts'
import { bareMessage } from './server/bare-messages.ts'
import { joinedCopy, nothingNew, type SaidAhead, saidAhead } from './server/edits-ahead.ts'
import { processorMs } from './server/measured-server.ts'
import { fullRate, type Mix, type MixClient, mixOf, percentile, tookAtRate } from './server/mix-load.ts'
import { RawConnection } from './server/raw-connection.ts'
import { type ServerScene, withServers } from './server/server-scene.ts'

const clientCount = 16
const editsEach = 6000
const rounds = 5
const roundMs = 3000

const measure = (): Promise<readonly Figure[]> => withServers(clientCount, measured)

const measured = async (scene: ServerScene): Promise<readonly Figure[]> => {
  const said: SaidAhead[] = []
  for (const file of scene.files) {
    const joined = await joinedCopy(`https://127.0.0.1:${scene.ours.port}/${file}`, scene.ours.ca, file)
    said.push(await saidAhead(joined, editsEach))
    await joined.close()
  }
  const [ours, bare] = [await oursMix(scene, said), await bareMix(scene, said)]
  const rates = { ours: [] as number[], bare: [] as number[] }
  const costs = { ours: [] as number[], bare: [] as number[] }
  const runs = async (which: 'ours' | 'bare', isKept: boolean): Promise<void> => {
    const beforeMs = processorMs(scene[which])
    const rate = await fullRate({ ours, bare }[which], roundMs)
    const afterMs = processorMs(scene[which])
    if (!isKept) return
    rates[which].push(rate)
    if (beforeMs !== null && afterMs !== null)
      costs[which].push((1e6 * (afterMs - beforeMs)) / (rate * roundMs))
  }
  // In turns, so that what else the machine does meets both alike. The first of each warms up.
  for (let round = 0; round <= rounds; round += 1) {
    await runs('bare', round > 0)
    await runs('ours', round > 0)
  }
  const half = medianOf(rates.ours.toSorted((a, b) => a - b)) / 2
  const tookMs = await tookAtRate(ours, half, roundMs * 2)
  const ratios = rates.ours.map((rate, index) => (100 * rate) / (rates.bare[index] ?? rate))
  return [
    figureOf('a bare Fastify route', 'requests/s', rates.bare),
    figureOf('the server', 'requests/s', rates.ours),
    figureOf('the server, of the bare route', '%', ratios, { kind: 'at-least', value: 70 }),
    ...(costs.ours.length > 0
      ? [
          figureOf('a bare Fastify route: processor for a request', 'µs', costs.bare),
          figureOf('the server: processor for a request', 'µs', costs.ours),
        ]
      : []),
    figureOf('at half that load: half of all answered within', 'ms', [percentile(tookMs, 50)]),
    figureOf('at half that load: 99 % answered within', 'ms', [percentile(tookMs, 99)], {
      kind: 'at-most',
      value: 50,
    }),
  ]
}

const oursMix = async ({ files, ours }: ServerScene, said: readonly SaidAhead[]): Promise<Mix> => {
  const clients: MixClient[] = []
  for (const [index, file] of files.entries()) {
    const connection = await RawConnection.to(ours.port, ours.ca)
    const { begins, edits, check } = said[index] ?? { begins: nothingNew, edits: [], check: nothingNew }
    await connection.ask(file, begins)
    // Nobody else works in that file: to an edit and to a check alike the answer is that there is nothing new.
    clients.push({
      connection,
      file,
      edits,
      check,
      isGood: ({ status, body }) => status === 200 && nothingNew.length === body.length,
    })
  }
  return mixOf(clients)
}

const bareMix = async ({ files, bare }: ServerScene, said: readonly SaidAhead[]): Promise<Mix> => {
  const clients: MixClient[] = []
  for (const [index, file] of files.entries()) {
    const connection = await RawConnection.to(bare.port, bare.ca)
    const edits = (said[index]?.edits ?? []).map((edit) => bareMessage('edit', edit))
    const check = bareMessage('check', new Uint8Array(0))
    clients.push({ connection, file, edits, check, isGood: ({ status }) => status === 200 })
  }
  return mixOf(clients)
}

export const bench: Bench = {
  what: `The server on one core over TLS on the loopback, asked by ${clientCount} clients on another core, each in a file of its own: four checks that find nothing to each edit, which is signed, and acknowledged when it is flushed. Beside it, in turns, one bare Fastify route over the same TLS that is asked for as much, hashes the same bytes, and writes as many files as durably for each edit.`,
  measure,
}
