import { createCopyFrom } from '../src/engine/lifecycle/index.ts'
import { openCopy } from '../src/engine/replica/index.ts'
import { OwnFolderExchange } from '../src/engine/replication/exchange/index.ts'
import { ownFolderSession } from '../src/engine/storage/folder/index.ts'
import { memoryFolder, newFile, opened, portsOn } from './bench-copy.ts'
import { type Bench, type Figure, figureOf } from './figure.ts'
import { storedBytes } from './peers/stored-bytes.ts'
import { writeEvents } from './write-events.ts'

const events = 1_000_000

const measure = async (): Promise<readonly Figure[]> => {
  const ports = portsOn(memoryFolder())
  const parent = await newFile(ports)
  const write = await secondsOf(() => writeEvents(parent, events, 'edit'))
  const own = new OwnFolderExchange(parent, ports)
  const seal = await secondsOf(() => own.flush())
  parent.close()
  const reopen = await secondsOf(async () => mustHold(openCopy(ports)))
  const joining = portsOn(memoryFolder())
  const options = { copyName: 'empty', user: 'bench' }
  const join = await secondsOf(async () =>
    mustHold(await createCopyFrom(ownFolderSession(ports.disk), options, joining)),
  )
  return [
    figureOf('written and acknowledged', 's', [write]),
    figureOf('put where visitors find them', 's', [seal]),
    figureOf('opened again', 's', [reopen]),
    figureOf('merged into an empty copy', 's', [join]),
    figureOf('stored', 'MB', [storedBytes(ports.disk, '.shakedown') / 1e6]),
    figureOf('peak memory of the process, with three copies and two folders', 'MB', [
      process.resourceUsage().maxRSS / 1000,
    ]),
  ]
}

const secondsOf = async (act: () => Promise<unknown>): Promise<number> => {
  const startMs = performance.now()
  await act()
  return (performance.now() - startMs) / 1000
}

const mustHold = (outcome: Parameters<typeof opened>[0] | ReturnType<typeof openCopy>): void => {
  if (outcome.kind !== 'opened') throw new Error(`a copy could not be opened: ${outcome.kind}`)
  const { copy } = outcome
  // The registrations of the first copy, and of one that joined.
  if (copy.logs.eventsBeyond(() => 0) < events || copy.unapplied > 0)
    throw new Error(`only ${copy.logs.eventsBeyond(() => 0)} events are here, ${copy.unapplied} not applied`)
  copy.close()
}

export const bench: Bench = {
  what: `A file of ${events.toLocaleString('en-US')} single-field events of one line among 5,000 records, in folders in memory: one sample of each.`,
  measure,
}
