import { type CopyPorts, openCopy } from '../src/engine/replica/index.ts'
import { OwnFolderExchange } from '../src/engine/replication/exchange/index.ts'
import { paths } from '../src/engine/storage/folder/index.ts'
import { memoryFolder, newFile, portsOn } from './bench-copy.ts'
import { type Bench, type Figure, figureOf } from './figure.ts'
import { writeEvents } from './write-events.ts'

const histories = [1000, 10_000, 100_000, 1_000_000]
const rounds = 7
/** From all of its events, a million are read for seconds. */
const wholeRounds = 1
const firstReadGoalMs = 30

const measure = async (): Promise<readonly Figure[]> => {
  const figures: Figure[] = []
  for (const events of histories) figures.push(...(await openingsOf(events)))
  return figures
}

/** A copy with that many single-field edits is closed, and opened again until the first value is read. */
const openingsOf = async (events: number): Promise<readonly Figure[]> => {
  const ports = portsOn(memoryFolder())
  const copy = await newFile(ports)
  await writeEvents(copy, events, 'edit')
  const own = new OwnFolderExchange(copy, ports, {
    everyEvents: Number.MAX_SAFE_INTEGER,
    atCloseEvents: 1,
    growth: 0,
  })
  await own.flush()
  const closing = timedMs(1, () => own.flushToClose())
  copy.close()
  const name = `${events.toLocaleString('en-US')} events`
  const forgetful = { ...ports, continuity: portsOn(ports.disk).continuity }
  return [
    figureOf(`${name}: snapshot written at closing`, 'ms', await closing),
    figureOf(
      `${name}: opened from all of them`,
      'ms',
      await timedMs(wholeRounds, async () => open(forgetful)),
    ),
    figureOf(`${name}: opened from the snapshot`, 'ms', await timedMs(rounds, async () => open(ports)), {
      kind: 'at-most',
      value: firstReadGoalMs,
    }),
    figureOf(`${name}: snapshot`, 'kB', [snapshotBytes(ports) / 1000]),
  ]
}

const open = (ports: CopyPorts): void => {
  const outcome = openCopy(ports)
  if (outcome.kind !== 'opened') throw new Error(`not opened: ${outcome.kind}`)
  if (!outcome.copy.read('trial-balance', '1000', 'amount').register) throw new Error('nothing can be read')
  outcome.copy.close()
}

const snapshotBytes = ({ disk }: CopyPorts): number =>
  disk
    .list(paths.snapshotsFolder)
    .reduce((sum, name) => sum + (disk.sizeBytes(`${paths.snapshotsFolder}/${name}`) ?? 0), 0)

const timedMs = async (count: number, act: () => Promise<unknown>): Promise<readonly number[]> => {
  const took: number[] = []
  for (let round = 0; round < count; round += 1) {
    const startMs = performance.now()
    await act()
    took.push(performance.now() - startMs)
  }
  return took
}

export const bench: Bench = {
  what: 'A copy is closed and opened again, until its first value is read: from its snapshot, and as a machine does that does not remember one. Single-field edits among 5,000 records, a folder in memory.',
  measure,
}
