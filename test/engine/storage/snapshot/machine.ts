import { asLogId } from '../../../../src/engine/identifier/log-id.ts'
import { createClientFile } from '../../../../src/engine/lifecycle/create-copy.ts'
import { type Disk, DiskTrouble } from '../../../../src/engine/ports/disk.ts'
import { verifyCopy } from '../../../../src/engine/repair/examine-copy.ts'
import type { CopyPorts } from '../../../../src/engine/replica/copy-ports.ts'
import { openCopy } from '../../../../src/engine/replica/open-copy.ts'
import type { SyncCopy } from '../../../../src/engine/replica/sync-copy.ts'
import { OwnFolderExchange } from '../../../../src/engine/replication/exchange/own-folder-exchange.ts'
import { writeFormat, writeIdentity } from '../../../../src/engine/storage/folder/copy-identity.ts'
import { realCompression } from '../../../../src/real/machine/real-compression.ts'
import { realDigest } from '../../../../src/real/machine/real-digest.ts'
import { SimContinuityMemory } from '../../../../src/sim/machine/disk/sim-continuity-memory.ts'
import { SimMachineDisk } from '../../../../src/sim/machine/disk/sim-disk.ts'
import { opened } from '../../real-copy.ts'

const place = 'copy'

/** A machine with one copy on it. Its clock stands still where it is set, so that two that do the same are the same. */
export class Machine {
  readonly disk: Disk
  /** What was read of it, one file after the other. */
  readonly read: string[] = []
  /** The folders that were listed, one after the other. */
  readonly listed: string[] = []
  /** In this folder there is no room for a file. */
  fullBelow: string | null = null
  readonly memory: SimContinuityMemory
  nowMs = 1_800_000_000_000
  #drawn = 0

  constructor(memory: SimContinuityMemory | null = null) {
    const disk = new SimMachineDisk()
    this.disk = watched(disk.folder(place), this)
    this.memory = memory ?? new SimContinuityMemory((name) => disk.folder(name))
  }

  get ports(): CopyPorts {
    return {
      disk: this.disk,
      clock: { nowMs: () => this.nowMs, after: () => () => {} },
      random: { unit: () => 0, bytes: (count, cause) => this.#bytes(count, cause) },
      digest: realDigest,
      compression: realCompression,
      continuity: this.memory.storeAt(place),
      trace: { emit: () => {} },
    }
  }

  async create(): Promise<SyncCopy> {
    return opened(await createClientFile({ fileName: 'ACME', user: 'ann' }, this.ports))
  }

  open(): SyncCopy {
    return opened(openCopy(this.ports))
  }

  /** Seals the copy, and writes it down whether it is time or not. */
  async snapshots(copy: SyncCopy): Promise<void> {
    const always = { everyEvents: 1, atCloseEvents: 0, growth: 0 }
    const sealed = await new OwnFolderExchange(copy, this.ports, always).flushToClose()
    if (sealed.kind !== 'level') throw new Error(JSON.stringify(sealed))
  }

  /** From here on chance is another one's. */
  drawingOn(salt: number): this {
    this.#drawn += salt
    return this
  }

  /** What "file verify" says of the folder. */
  findings(): readonly string[] {
    const outcome = verifyCopy(this.ports)
    if (outcome.kind !== 'verified') throw outcome.trouble
    return outcome.findings.map(({ kind, path }) => `${kind} ${path}`)
  }

  /** An empty folder of the same client file. */
  sameFile(copy: SyncCopy): Machine {
    writeIdentity(this.disk, { ...copy.identity, line: asLogId('00000000000000ee') })
    writeFormat(this.disk, copy.format)
    return this
  }

  /** The same folder, on the machine as it is by now. */
  remembering(machine: Machine): Machine {
    return this.#with(machine.memory)
  }

  /** The same folder on a machine that never saw it. */
  forgetful(): Machine {
    return this.#with(new SimContinuityMemory(() => this.disk))
  }

  #with(memory: SimContinuityMemory): Machine {
    const machine = new Machine(memory)
    machine.nowMs = this.nowMs
    machine.#drawn = this.#drawn + 1
    for (const [path, bytes] of filesIn(this.disk)) machine.disk.writeWhole(path, bytes)
    return machine
  }

  /** A machine with the same disk; without the memory of the snapshot, it reads all events. */
  alike(knows: 'the snapshot' | 'no snapshot'): Machine {
    const machine = this.#with(this.memory.copied())
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

const watched = (disk: Disk, machine: Pick<Machine, 'read' | 'listed' | 'fullBelow'>): Disk =>
  new Proxy(disk, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      return (...given: readonly unknown[]): unknown => {
        const path = String(given[0])
        if (name === 'read') machine.read.push(path)
        if (name === 'list') machine.listed.push(path)
        if (name === 'writeWhole' && machine.fullBelow !== null && path.startsWith(machine.fullBelow))
          throw new DiskTrouble('full', path, 'there is no room')
        return Reflect.apply(member, target, given)
      }
    },
  })

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
