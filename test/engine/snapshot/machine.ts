import {
  type CopyPorts,
  createClientFile,
  type Disk,
  openCopy,
  OwnFolder,
  type SyncCopy,
} from '../../../src/engine/index.ts'
import { realCompression } from '../../../src/real/compression.ts'
import { realDigest } from '../../../src/real/digest.ts'
import { SimContinuity } from '../../../src/sim/storage/sim-continuity-store.ts'
import { SimMachineDisk } from '../../../src/sim/storage/sim-disk.ts'
import { opened } from '../real-copy.ts'

const place = 'copy'

/** A machine with one copy on it. Its clock stands still where it is set, so that two that do the same are the same. */
export class Machine {
  readonly disk: Disk
  readonly memory: SimContinuity
  nowMs = 1_800_000_000_000
  #drawn = 0

  constructor(memory: SimContinuity | null = null) {
    const disk = new SimMachineDisk()
    this.disk = disk.folder(place)
    this.memory = memory ?? new SimContinuity((name) => disk.folder(name))
  }

  get ports(): CopyPorts {
    return {
      disk: this.disk,
      clock: { nowMs: () => this.nowMs, after: () => () => {} },
      random: { unit: () => 0, bytes: (count, cause) => this.#bytes(count, cause) },
      digest: realDigest,
      compression: realCompression,
      continuity: this.memory.storeAt(place),
      trace: { tell: () => {} },
    }
  }

  async create(): Promise<SyncCopy> {
    return opened(await createClientFile({ fileName: 'ACME', user: 'ann' }, this.ports))
  }

  open(): SyncCopy {
    return opened(openCopy(this.ports))
  }

  /** Seals the copy, and puts it away whether it is time or not. */
  async putsAway(copy: SyncCopy): Promise<void> {
    const always = { everyEvents: 1, atCloseEvents: 0, growth: 0 }
    const sealed = await new OwnFolder(copy, this.ports, always).putAway()
    if (sealed.kind !== 'level') throw new Error(JSON.stringify(sealed))
  }

  /** A machine with the same disk; without the memory of the snapshot, it reads all events. */
  alike(knows: 'the snapshot' | 'no snapshot'): Machine {
    const machine = new Machine(this.memory.copied())
    machine.nowMs = this.nowMs
    machine.#drawn = this.#drawn
    for (const [path, bytes] of filesIn(this.disk)) machine.disk.writeWhole(path, bytes)
    if (knows === 'no snapshot') machine.#forgetSnapshot()
    return machine
  }

  #forgetSnapshot(): void {
    const store = this.memory.storeAt(place)
    const line = opened(openCopy(this.ports)).identity.line
    const token = store.read(line)
    if (token) store.write(line, { seq: token.seq, hash: token.hash, place: token.place })
  }

  #bytes(count: number, cause: string): Uint8Array {
    this.#drawn += 1
    const text = new TextEncoder().encode(`${cause} ${this.#drawn}`)
    return Uint8Array.fromHex(realDigest.sha256Hex(text)).subarray(0, count)
  }
}

/** Every file in a folder, by its path. */
export const filesIn = (disk: Disk, folder = ''): ReadonlyMap<string, Uint8Array> => {
  const files = new Map<string, Uint8Array>()
  for (const name of disk.list(folder)) {
    const path = folder === '' ? name : `${folder}/${name}`
    const bytes = disk.kindOf(path) === 'folder' ? null : disk.read(path)
    if (bytes) files.set(path, bytes.slice())
    else for (const [below, found] of filesIn(disk, path)) files.set(below, found)
  }
  return files
}
