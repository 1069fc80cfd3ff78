import { type Dep, HashChain, encodeEvent, type Op, textValue } from '../src/engine/event/index.ts'
import { asLogId } from '../src/engine/identifier/index.ts'
import { createCopyFrom } from '../src/engine/lifecycle/index.ts'
import { EventLog } from '../src/engine/log/index.ts'
import { type CopyPorts, openCopy, type SyncCopy } from '../src/engine/replica/index.ts'
import { FolderExchanger, OwnFolderExchange } from '../src/engine/replication/exchange/index.ts'
import { ownFolderSession, paths } from '../src/engine/storage/folder/index.ts'
import { realDigest } from '../src/real/machine/index.ts'
import { memoryFolder, newFile, opened, portsOn } from './bench-copy.ts'
import { type Bench, type Figure, figureOf } from './figure.ts'
import { heldBytes } from './held-memory.ts'
import { countedSession } from './peers/counted-session.ts'

const registered = 10_000
const live = 100
const editsEach = 5
const rounds = 7
const startMs = 1_790_000_000_000

const measure = async (): Promise<readonly Figure[]> => {
  const ports = portsOn(memoryFolder())
  await fillAndClose(ports)
  const forgetful = { ...ports, continuity: portsOn(ports.disk).continuity }
  const whole = await openings(forgetful)
  const quick = await openings(ports)
  const heads = ports.disk.sizeBytes(paths.versionVector) ?? 0
  const exchanges = await exchangesWith(ports)
  return [
    figureOf('opened from all events, to the first read', 'ms', whole.tookMs),
    figureOf('held in memory then', 'MB', whole.heldMegabytes),
    figureOf('opened from its snapshot, to the first read', 'ms', quick.tookMs),
    figureOf('held in memory then, with the snapshot', 'MB', quick.heldMegabytes),
    figureOf('heads', 'kB', [heads / 1000]),
    figureOf('snapshot', 'kB', [snapshotBytes(ports) / 1000]),
    ...exchanges,
  ]
}

/** Everybody’s lines come into one folder, and the copy there is closed. */
const fillAndClose = async (ports: CopyPorts): Promise<void> => {
  const parent = await newFile(ports)
  const origin: Dep = {
    log: parent.identity.line,
    seq: 1,
    hashStart: parent.logs.hashAt(parent.identity.line, 1).slice(0, 8),
  }
  for (let index = 0; index < registered; index += 1) {
    const log = lineOf(index, origin)
    await parent.ingest([log.rangeOf({ first: 1, last: log.seq })], 'journal')
  }
  await new OwnFolderExchange(parent, ports).flushToClose()
  parent.close()
}

/** What one copy did from its registration on; all but a few have left. */
const lineOf = (index: number, origin: Dep): EventLog => {
  const line = asLogId((index + 1).toString(16).padStart(16, '0'))
  const log = new EventLog(line, new HashChain(realDigest))
  const copyName = `laptop-${index}`
  const registration: Op = { kind: 'register-copy', copyName, user: copyName, parent: origin.log }
  const edits = Array.from({ length: editsEach }, (_, edit) => editOf(index, edit))
  const left: Op = { kind: 'leave', stage: 'left', towards: origin.log }
  const ops = [registration, ...edits, ...(index < live ? [] : [left])]
  for (const [place, op] of ops.entries()) {
    const stamp = { ms: startMs + index * 1000 + place, count: 0 }
    log.append(
      encodeEvent({
        timestamp: stamp,
        author: copyName,
        note: '',
        deps: place === 0 ? [origin] : [],
        ops: [op],
      }),
    )
  }
  return log
}

const editOf = (index: number, edit: number): Op => ({
  kind: 'write',
  merge: 'register',
  table: 'trial-balance',
  key: `${index % 2000}.${edit}`,
  group: '',
  field: `by-${index}`,
  value: textValue(`${index} ${edit}`),
  supersedes: [],
  resolves: false,
})

const openings = async (ports: CopyPorts) => {
  const tookMs: number[] = []
  const heldMegabytes: number[] = []
  // All are kept until the end: one that went meanwhile would hide what the next one holds.
  const copies: SyncCopy[] = []
  for (let round = 0; round < rounds; round += 1) {
    const before = heldBytes()
    const started = performance.now()
    const copy = read(openCopy(ports))
    tookMs.push(performance.now() - started)
    heldMegabytes.push((heldBytes() - before) / 1e6)
    copies.push(copy)
  }
  for (const copy of copies) copy.close()
  return { tookMs, heldMegabytes }
}

const read = (outcome: ReturnType<typeof openCopy>): SyncCopy => {
  if (outcome.kind !== 'opened') throw new Error(`not opened: ${outcome.kind}`)
  const { register } = outcome.copy.read('trial-balance', '7.0', 'by-7')
  if (!register) throw new Error('nothing can be read')
  return outcome.copy
}

const snapshotBytes = ({ disk }: CopyPorts): number =>
  disk
    .list(paths.snapshotsFolder)
    .reduce((sum, name) => sum + (disk.sizeBytes(`${paths.snapshotsFolder}/${name}`) ?? 0), 0)

/** A visitor that is level looks again; then the parent has one edit more. */
const exchangesWith = async (ports: CopyPorts): Promise<readonly Figure[]> => {
  const parent = read(openCopy(ports))
  const own = new OwnFolderExchange(parent, ports)
  const visitorPorts = portsOn(memoryFolder())
  const options = { copyName: 'visitor', user: 'bench' }
  const visitor = opened(await createCopyFrom(ownFolderSession(ports.disk), options, visitorPorts))
  const counter = { bytes: 0 }
  const session = countedSession(ownFolderSession(ports.disk), counter)
  const exchanger = new FolderExchanger(visitor, session, visitorPorts, 'journal')
  for (let settling = 0; settling < 3; settling += 1) {
    await exchanger.exchange()
    await own.flush()
  }
  const idle = await timed(counter, async () => exchanger.exchange())
  const edited = await timed(
    counter,
    async () => exchanger.exchange(),
    async () => {
      await parent.writeRecords([{ table: 'tb', key: '1', field: 'x', value: textValue('x') }], deed)
      await own.flush()
    },
  )
  return [
    figureOf('an exchange that finds nothing: time', 'ms', idle.tookMs),
    figureOf('an exchange that finds nothing: bytes', 'bytes', idle.carriedBytes),
    figureOf('an exchange of one edit: time', 'ms', edited.tookMs),
    figureOf(
      'an exchange of one edit: bytes',
      'kB',
      edited.carriedBytes.map((bytes) => bytes / 1000),
    ),
  ]
}

const deed = { author: 'bench', note: '' }

const timed = async (
  counter: { readonly bytes: number },
  act: () => Promise<unknown>,
  before: () => Promise<void> = async () => {},
) => {
  const tookMs: number[] = []
  const carriedBytes: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    await before()
    const from = counter.bytes
    const started = performance.now()
    await act()
    tookMs.push(performance.now() - started)
    carriedBytes.push(counter.bytes - from)
  }
  return { tookMs, carriedBytes }
}

export const bench: Bench = {
  what: `A parent of which ${registered.toLocaleString('en-US')} copies were made and registered, each with ${editsEach} edits, and of which ${live} have not left. Folders in memory.`,
  measure,
}
