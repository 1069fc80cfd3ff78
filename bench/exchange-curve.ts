import { createCopyFrom } from '../src/engine/lifecycle/index.ts'
import type { Disk } from '../src/engine/ports/index.ts'
import type { SyncCopy } from '../src/engine/replica/index.ts'
import { FolderExchanger, OwnFolderExchange } from '../src/engine/replication/exchange/index.ts'
import { ownFolderSession } from '../src/engine/storage/folder/index.ts'
import { memoryFolder, newFile, opened, portsOn } from './bench-copy.ts'
import { type Bench, type Figure, figureOf } from './figure.ts'
import { countedSession } from './peers/counted-session.ts'
import { writeEvents } from './write-events.ts'

const histories = [1000, 10_000, 100_000, 1_000_000]
const crowds = [2, 10, 100, 1000]
const missingEvents = 100
const rounds = 7
/** Each copy of a crowd folds all of the history when it is made. */
const crowdHistory = 1000

const measure = async (): Promise<readonly Figure[]> => {
  const figures: Figure[] = []
  for (const events of histories) figures.push(...(await curvePoint({ events, copies: 2 })))
  for (const copies of crowds) figures.push(...(await curvePoint({ events: crowdHistory, copies })))
  return figures
}

interface Point {
  readonly events: number
  readonly copies: number
}

/** A parent and a visitor that are level, with a history behind them; then, again and again, a few events more. */
const curvePoint = async ({ events, copies }: Point): Promise<readonly Figure[]> => {
  const ports = portsOn(memoryFolder())
  const parent = await newFile(ports)
  const own = new OwnFolderExchange(parent, ports)
  await writeEvents(parent, events, 'history')
  await own.flush()
  const visitor = await crowdOf(ports.disk, copies - 1)
  await own.flush()
  const counter = { bytes: 0 }
  const session = countedSession(ownFolderSession(ports.disk), counter)
  const exchanger = new FolderExchanger(visitor.copy, session, visitor.ports, 'journal')
  await exchanger.exchange()
  const took: number[] = []
  const carried: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    await writeEvents(parent, missingEvents, `round ${round}`)
    await own.flush()
    const before = counter.bytes
    const startMs = performance.now()
    const outcome = await exchanger.exchange()
    took.push(performance.now() - startMs)
    carried.push(counter.bytes - before)
    if (outcome.kind !== 'level' || outcome.eventsIn < missingEvents)
      throw new Error(`an exchange brought ${JSON.stringify(outcome)}`)
  }
  parent.close()
  visitor.copy.close()
  const name = `${events.toLocaleString('en-US')} events behind, ${copies.toLocaleString('en-US')} copies`
  return [figureOf(`${name}: time`, 'ms', took), figureOf(`${name}: bytes`, 'bytes', carried)]
}

/** So many copies of the file are made and registered; the last of them is the one that is measured. */
const crowdOf = async (parent: Disk, count: number) => {
  let last: { copy: SyncCopy; ports: ReturnType<typeof portsOn> } | null = null
  for (let index = 0; index < count; index += 1) {
    last?.copy.close()
    const ports = portsOn(memoryFolder())
    const options = { copyName: `copy ${index}`, user: 'bench' }
    last = { copy: opened(await createCopyFrom(ownFolderSession(parent), options, ports)), ports }
  }
  if (!last) throw new Error('a crowd of none cannot be measured')
  return last
}

export const bench: Bench = {
  what: `What an exchange of ${missingEvents} events costs that the visitor lacks, by how many events both have already, and by how many copies are registered. Folders in memory; bytes are contents and paths, both ways.`,
  measure,
}
