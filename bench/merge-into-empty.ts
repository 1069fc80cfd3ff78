import { typedValue } from '../src/engine/event/index.ts'
import { createCopyFrom } from '../src/engine/lifecycle/index.ts'
import type { Disk } from '../src/engine/ports/index.ts'
import { OwnFolderExchange } from '../src/engine/replication/exchange/index.ts'
import { ownFolderSession } from '../src/engine/storage/folder/index.ts'
import { memoryFolder, newFile, opened, portsOn } from './bench-copy.ts'
import { type Bench, type Figure, figureOf } from './figure.ts'
import { timedMs } from './timed.ts'

const records = 10_000
const fields = ['name', 'amount', 'budget', 'last-year', 'reference', 'note']

const measure = async (): Promise<readonly Figure[]> => {
  const goal = { kind: 'at-most', value: 500 } as const
  const byRecord = await mergeMs(await parentFolder(fields.length))
  const byField = await mergeMs(await parentFolder(1))
  return [
    figureOf('one event a record', 'ms', byRecord, goal),
    figureOf('one event a field, six times as many events', 'ms', byField),
  ]
}

/** A file whose records were written in events of so many fields, sealed so that others find it. */
const parentFolder = async (fieldsAnEvent: number): Promise<Disk> => {
  const ports = portsOn(memoryFolder())
  const copy = await newFile(ports)
  const deeds: Promise<unknown>[] = []
  for (let record = 0; record < records; record += 1) {
    const values = fields.map((field) => ({
      table: 'trial-balance',
      key: String(100_000 + record),
      field,
      value: typedValue(`${record} ${field}`),
    }))
    for (let at = 0; at < values.length; at += fieldsAnEvent)
      deeds.push(copy.writeRecords(values.slice(at, at + fieldsAnEvent), { author: 'bench', note: '' }))
  }
  await Promise.all(deeds)
  await new OwnFolderExchange(copy, ports).flush()
  copy.close()
  return ports.disk
}

const mergeMs = (parent: Disk): Promise<readonly number[]> =>
  timedMs(
    async () => {
      const ports = portsOn(memoryFolder())
      const options = { copyName: 'empty', user: 'bench' }
      const copy = opened(await createCopyFrom(ownFolderSession(parent), options, ports))
      const found = copy.state.keys('trial-balance').length
      if (found !== records || copy.unapplied !== 0)
        throw new Error(`only ${found} of ${records} records arrived`)
      copy.close()
    },
    { warmups: 2, runs: 9 },
  )

export const bench: Bench = {
  what: `A file of ${records.toLocaleString('en-US')} records of ${fields.length} fields, merged into an empty copy: heads read and compared, blocks read from the other folder and checked, written to the copy's own journal, decoded and folded, and the new copy announced to the other folder. Both folders lie on simulated disks in memory, with no network between.`,
  measure,
}
