import { textValue } from '../src/engine/event/index.ts'
import { documentOf } from './drawn-documents.ts'
import { type Bench, type Figure, figureOf } from './figure.ts'
import { type ClientCopy, joinedCopy } from './server/edits-ahead.ts'
import { type ServerScene, withServers } from './server/server-scene.ts'
import { slowLink, type SlowLink } from './server/slow-link.ts'

const speed = { bitsPerSecond: 256_000, roundTripMs: 300 }
const rounds = 7
const documentBytes = 1_000_000
/** As a linked copy that nobody works in asks, where nothing else bounds its waits (`defaultKeeperRules.checkMs`). */
const checksAnHour = 360

const measure = (): Promise<readonly Figure[]> => withServers(1, measured)

const measured = async ({ ours, files: [file = ''] }: ServerScene): Promise<readonly Figure[]> => {
  const link = await slowLink(ours.port, speed)
  try {
    const joinedMs = await took(link, () =>
      joinedCopy(`https://127.0.0.1:${link.port}/${file}`, ours.ca, 'ann'),
    )
    const ann = joinedMs.result
    const checks = await repeated(link, () => exchanged(ann))
    const edits = await repeated(link, async (round) => {
      await writes(ann, round)
      await exchanged(ann)
    })
    const document = await took(link, async () => {
      await ann.copy.createDocument('scan.pdf', documentOf(3, documentBytes), { author: 'ann', note: '' })
      await exchanged(ann)
    })
    await ann.close()
    return [
      figureOf('a new copy of a small file, with the first connection', 's', [joinedMs.ms / 1000]),
      figureOf('an idle check', 'ms', checks.ms, { kind: 'at-most', value: 400 }),
      figureOf('an idle check', 'bytes', checks.bytes),
      figureOf(
        'an idle hour, by so many checks',
        'kB',
        checks.bytes.map((bytes) => (bytes * checksAnHour) / 1000),
      ),
      figureOf('an edit, until it is acknowledged', 'ms', edits.ms, { kind: 'at-most', value: 1000 }),
      figureOf('an edit', 'bytes', edits.bytes),
      figureOf('a document of 1 MB, which the link alone carries in 31 s', 's', [document.ms / 1000]),
      figureOf('and its bytes', 'kB', [document.bytes / 1000]),
    ]
  } finally {
    await link.close()
  }
}

const writes = ({ copy }: ClientCopy, round: number): Promise<unknown> =>
  copy.writeRecords(
    [{ table: 'trial-balance', key: String(1000 + round), field: 'amount', value: textValue(`${round}`) }],
    {
      author: 'ann',
      note: '',
    },
  )

const exchanged = async ({ exchange }: ClientCopy): Promise<void> => {
  const outcome = await exchange.exchange()
  if (outcome.kind !== 'level') throw new Error(`the exchange ended as ${outcome.kind}`)
}

const took = async <T>(
  link: SlowLink,
  act: () => Promise<T>,
): Promise<{ ms: number; bytes: number; result: T }> => {
  const [startMs, before] = [performance.now(), link.crossedBytes()]
  const result = await act()
  return { ms: performance.now() - startMs, bytes: link.crossedBytes() - before, result }
}

const repeated = async (link: SlowLink, act: (round: number) => Promise<void>) => {
  const ms: number[] = []
  const bytes: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const each = await took(link, () => act(round))
    ms.push(each.ms)
    bytes.push(each.bytes)
  }
  return { ms, bytes }
}

export const bench: Bench = {
  what: `A copy that works through the server over a link of 256 kbit/s each way with 300 ms there and back, a relay on the loopback that holds everything back for as long as such a link would. Bytes are all that cross it, with TLS and HTTP, without the 40 of TCP and IP that each packet has.`,
  measure,
}
