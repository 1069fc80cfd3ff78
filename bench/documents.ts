import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createClientFile, createCopyFrom } from '../src/engine/lifecycle/index.ts'
import type { ShareAnswer, ShareSession } from '../src/engine/ports/index.ts'
import type { SyncCopy } from '../src/engine/replica/index.ts'
import { FolderExchanger, OwnFolderExchange } from '../src/engine/replication/exchange/index.ts'
import { folderDisk } from '../src/real/disk/index.ts'
import { folderShare } from '../src/real/share/index.ts'
import { opened, portsOn } from './bench-copy.ts'
import { changedInTheMiddle, documentOf, insertedInFront } from './drawn-documents.ts'
import { type Bench, type Figure, figureOf, type Goal } from './figure.ts'

const documents = 10
const sizeBytes = 20_000_000
/** What rsync 3.2 needed for one such document on another machine, both directions together. */
const goals: Readonly<Record<string, Goal>> = {
  '1 KB changed in the middle': { kind: 'at-most', value: 49_000 },
  '100 bytes more in front': { kind: 'at-most', value: 27_000 },
}

/** One way to bring documents from one folder to another. */
interface Carrying {
  readonly name: string
  /** Writes a document on the one side. */
  write(index: number, bytes: Uint8Array): Promise<void>
  /** Brings everything over; the bytes that went over the wire, both directions together, or null where it does not say. */
  carry(): Promise<number | null>
  /** A document as it lies on the other side. */
  arrived(index: number): Uint8Array
}

const steps: readonly (readonly [string, (bytes: Uint8Array, seed: number) => Uint8Array])[] = [
  ['first transfer', (bytes) => bytes],
  ['1 KB changed in the middle', changedInTheMiddle],
  ['100 bytes more in front', insertedInFront],
]

const measure = async (): Promise<readonly Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'shakedown-bench-'))
  try {
    const figures = [...(await measured(await ours(folder), goals))]
    for (const make of [rsync, unison]) {
      const peer = make(folder)
      if (peer) figures.push(...(await measured(peer, {})))
    }
    return figures
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const measured = async (
  carrying: Carrying,
  goalOf: Readonly<Record<string, Goal>>,
): Promise<readonly Figure[]> => {
  const figures: Figure[] = []
  const now = Array.from({ length: documents }, (_, index) => documentOf(index, sizeBytes))
  for (const [step, change] of steps) {
    const wire: number[] = []
    const spent: number[] = []
    for (const [index, before] of now.entries()) {
      const bytes = change(before, index)
      now[index] = bytes
      const startMs = performance.now()
      await carrying.write(index, bytes)
      const wireBytes = await carrying.carry()
      spent.push(performance.now() - startMs)
      if (wireBytes !== null) wire.push(wireBytes)
      if (Buffer.compare(carrying.arrived(index), bytes) !== 0)
        throw new Error(`${carrying.name}: document ${index} arrived as something else`)
    }
    if (wire.length > 0)
      figures.push(figureOf(`${carrying.name}: ${step}, bytes`, 'bytes', wire, goalOf[step] ?? null))
    figures.push(figureOf(`${carrying.name}: ${step}, time`, 'ms', spent))
  }
  return figures
}

const ours = async (folder: string): Promise<Carrying> => {
  const at = (name: string): string => join(folder, 'ours', name)
  for (const name of ['parent', 'copy']) mkdirSync(at(name), { recursive: true })
  const [parentPorts, ports] = [portsOn(folderDisk(at('parent'))), portsOn(folderDisk(at('copy')))]
  const parent = opened(await createClientFile({ fileName: 'BENCH', user: 'bench' }, parentPorts))
  const own = new OwnFolderExchange(parent, parentPorts)
  await own.flush()
  const answer = await folderShare.connect(at('parent'))
  if (answer.kind !== 'session') throw new Error(answer.detail)
  const counted = { bytes: 0 }
  const session = counting(answer.session, counted)
  const copy = opened(await createCopyFrom(session, { copyName: 'copy', user: 'bench' }, ports))
  const exchanger = new FolderExchanger(copy, session, ports, 'journal')
  return {
    name: 'Shakedown',
    write: (index, bytes) => save(copy, `${index}.bin`, bytes),
    carry: async () => {
      const before = counted.bytes
      await exchanger.exchange()
      await own.flush()
      parent.checkOutDocuments()
      return counted.bytes - before
    },
    arrived: (index) => readFileSync(join(at('parent'), `${index}.bin`)),
  }
}

const save = async (copy: SyncCopy, name: string, bytes: Uint8Array): Promise<void> => {
  const deed = { author: 'bench', note: '' }
  const view = copy.documents().find((document) => document.name === name)
  const outcome = view
    ? await copy.saveDocument(view.documentId, bytes, view.seen, deed)
    : await copy.createDocument(name, bytes, deed)
  if (outcome.kind !== 'acknowledged') throw new Error(`${name} was not saved: ${outcome.kind}`)
}

/** Counts names and bytes, both ways; a request's own envelope is the protocol's, and is 100 bytes here each way. */
const counting = (session: ShareSession, counted: { bytes: number }): ShareSession => {
  const envelopeBytes = 200
  const noted = async <T>(
    outBytes: number,
    answer: Promise<ShareAnswer<T>>,
    inBytes: (value: T) => number,
  ): Promise<ShareAnswer<T>> => {
    const got = await answer
    counted.bytes += envelopeBytes + outBytes + (got.kind === 'ok' ? inBytes(got.value) : 0)
    return got
  }
  const length = (bytes: Uint8Array): number => bytes.length
  const nothing = (): number => 0
  return {
    read: (path) => noted(path.length, session.read(path), length),
    readPart: (path, offset, size) => noted(path.length, session.readPart(path, offset, size), length),
    sizeBytes: (path) => noted(path.length, session.sizeBytes(path), nothing),
    list: (path) => noted(path.length, session.list(path), (names) => names.join().length),
    writeWhole: (path, bytes) => noted(path.length + bytes.length, session.writeWhole(path, bytes), nothing),
    writePart: (path, offset, bytes) =>
      noted(path.length + bytes.length, session.writePart(path, offset, bytes), nothing),
    rename: (from, to) => noted(from.length + to.length, session.rename(from, to), nothing),
    remove: (path) => noted(path.length, session.remove(path), nothing),
    disconnect: () => session.disconnect(),
  }
}

const rsync = (folder: string): Carrying | null => {
  if (!isInstalled('rsync', '--version')) return null
  return peer('rsync', join(folder, 'rsync'), ({ from, to }) => {
    const run = spawnSync('rsync', ['-a', '--no-whole-file', '--stats', '--fsync', `${from}/`, `${to}/`], {
      encoding: 'utf8',
    })
    const count = (what: string): number =>
      Number(
        (new RegExp(`Total bytes ${what}: ([\\d,.]+)`).exec(run.stdout)?.[1] ?? 'none').replaceAll(
          /[,.]/g,
          '',
        ),
      )
    const bytes = count('sent') + count('received')
    if (run.status !== 0 || Number.isNaN(bytes)) throw new Error(`rsync failed: ${run.stderr}${run.stdout}`)
    return bytes
  })
}

// Between two folders of one machine it copies and sends nothing, so that it has a time and no bytes.
const unison = (folder: string): Carrying | null => {
  if (!isInstalled('unison', '-version')) return null
  const home = join(folder, 'unison-home')
  return peer('Unison', join(folder, 'unison'), ({ from, to }) => {
    const run = spawnSync('unison', [from, to, '-batch', '-auto', '-ui', 'text', '-silent'], {
      encoding: 'utf8',
      env: { ...process.env, HOME: home, UNISON: home },
    })
    if (run.status !== 0) throw new Error(`Unison failed: ${run.stderr}${run.stdout}`)
    return null
  })
}

const peer = (
  name: string,
  folder: string,
  run: (folders: { readonly from: string; readonly to: string }) => number | null,
): Carrying => {
  const folders = { from: join(folder, 'from'), to: join(folder, 'to') }
  for (const one of Object.values(folders)) mkdirSync(one, { recursive: true })
  return {
    name,
    write: async (index, bytes) => writeFileSync(join(folders.from, `${index}.bin`), bytes, { flush: true }),
    carry: async () => run(folders),
    arrived: (index) => readFileSync(join(folders.to, `${index}.bin`)),
  }
}

const isInstalled = (command: string, flag: string): boolean => {
  const isThere = spawnSync(command, [flag]).status === 0
  if (!isThere)
    process.stderr.write(`bench: ${command} is not installed, and is left out (apt-get install ${command})\n`)
  return isThere
}

export const bench: Bench = {
  what: `${documents} documents of ${sizeBytes / 1e6} MB of bytes that nothing compresses, in folders of this machine: written, carried, and laid on the other side, one after the other. Bytes count both directions; for Shakedown names, requests and the events are in them, with 200 bytes for each request and its answer. rsync runs without -z, with its delta transfer forced; it and Unison, where they are installed, keep one version each and no history.`,
  measure,
}
