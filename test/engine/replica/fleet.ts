import { textValue } from '../../../src/engine/event/value.ts'
import { createClientFile, createCopyFrom } from '../../../src/engine/lifecycle/create-copy.ts'
import type { Disk } from '../../../src/engine/ports/disk.ts'
import type { CopyPorts } from '../../../src/engine/replica/copy-ports.ts'
import { openCopy } from '../../../src/engine/replica/open-copy.ts'
import type { SyncCopy } from '../../../src/engine/replica/sync-copy.ts'
import { FolderExchanger } from '../../../src/engine/replication/exchange/folder-exchanger.ts'
import { OwnFolderExchange } from '../../../src/engine/replication/exchange/own-folder-exchange.ts'
import { ownFolderSession } from '../../../src/engine/storage/folder/own-folder.ts'
import { realDigest } from '../../../src/real/machine/real-digest.ts'
import { SimContinuityMemory } from '../../../src/sim/machine/disk/sim-continuity-memory.ts'
import { SimMachineDisk } from '../../../src/sim/machine/disk/sim-disk.ts'
import { opened } from '../real-copy.ts'

/** A computer with a copy on it; what it remembers goes with its disk, and not with a folder that is copied. */
interface Machine {
  readonly disk: SimMachineDisk
  readonly memory: SimContinuityMemory
}

/** A folder as it lay at some time, and what its machine remembered then. */
interface Picture {
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly memory: SimContinuityMemory
  readonly holds: ReadonlySet<string>
}

/** What an edit wrote, and what its author was shown there. */
export interface Edit {
  readonly key: string
  readonly value: string
  readonly replaces: string | null
}

const folderName = 'copy'

/**
 * Copies of one client file, each on a computer of its own, of which folders and whole disks are copied and put back. Beside
 * the engine it keeps which values lie on which disk: all of them must be found again, whatever was done with the disks.
 */
export class Fleet {
  readonly #machines: Machine[] = []
  readonly #holds: Set<string>[] = []
  readonly #pictures: Picture[][] = []
  readonly edits: Edit[] = []
  #ticks = 0

  static async of(count: number): Promise<Fleet> {
    const fleet = new Fleet()
    await fleet.#create(count)
    return fleet
  }

  get size(): number {
    return this.#machines.length
  }

  async edit(index: number, key: string): Promise<void> {
    const value = `v${this.edits.length}`
    await this.does(index, async (copy) => {
      const { register, seen } = copy.read('t', key, 'x')
      const shown = register?.siblings[0]?.canonical.slice(1) ?? null
      const place = { table: 't', key, field: 'x' }
      const outcome = await copy.edit(place, textValue(value), seen, { author: 'ann', note: '' })
      if (outcome.kind !== 'acknowledged') throw new Error(`not written: ${outcome.kind}`)
      this.edits.push({ key, value, replaces: shown })
    })
    this.#holdsOf(index).add(value)
  }

  /** As many records at once, each an event of its own. */
  async fill(index: number, prefix: string, count: number): Promise<void> {
    await this.does(index, async (copy) => {
      const write = (at: number) => {
        const place = { table: 't', key: `${prefix}${at}`, field: 'x' }
        return copy.edit(place, textValue(prefix), 'nothing', { author: 'ann', note: '' })
      }
      await Promise.all(Array.from({ length: count }, (_, at) => write(at)))
    })
  }

  /** One copy visits another one's folder; afterwards that one's own program takes in what lies there. */
  async exchange(index: number, other: number): Promise<void> {
    if (index === other) return
    const session = ownFolderSession(this.#folderOf(other))
    await this.does(index, async (copy, ports) => {
      const exchanger = new FolderExchanger(copy, session, ports, 'journal')
      for (let round = 0; round < 3; round += 1) {
        const outcome = await exchanger.exchange()
        if (outcome.kind !== 'level') throw new Error(JSON.stringify(outcome))
      }
    })
    await this.does(other, async () => {})
    for (const value of this.#holdsOf(other)) this.#holdsOf(index).add(value)
    for (const value of this.#holdsOf(index)) this.#holdsOf(other).add(value)
  }

  backUp(index: number): void {
    this.#pictures[index]?.push(this.#pictureOf(index))
  }

  /** Puts the last backup back: of the folder alone, or of the whole disk, with what the machine remembers. */
  restore(index: number, what: 'folder' | 'disk'): void {
    const picture = this.#pictures[index]?.at(-1)
    if (!picture) return
    const memory = what === 'disk' ? picture.memory : this.#machineOf(index).memory
    this.#machines[index] = laidOut(picture, memory)
    this.#holds[index] = new Set(picture.holds)
  }

  /** A second computer: with a copy of the folder, or with all that is on the first one's disk. */
  clone(index: number, what: 'folder' | 'disk'): void {
    const picture = this.#pictureOf(index)
    const memory = what === 'disk' ? picture.memory : new SimContinuityMemory(() => this.#folderOf(index))
    this.#machines.push(laidOut(picture, memory))
    this.#holds.push(new Set(picture.holds))
    this.#pictures.push([])
  }

  async heals(): Promise<void> {
    for (let round = 0; round < 3; round += 1) {
      for (let index = 1; index < this.size; index += 1) await this.exchange(index, 0)
    }
  }

  /** Opens a copy for one deed, and closes it as a command does. */
  async does<T>(index: number, deed: (copy: SyncCopy, ports: CopyPorts) => Promise<T>): Promise<T> {
    const ports = this.portsOf(index)
    const copy = opened(openCopy(ports))
    const done = await deed(copy, ports)
    const sealed = await new OwnFolderExchange(copy, ports).flush()
    if (sealed.kind !== 'level') throw new Error(JSON.stringify(sealed))
    copy.close()
    return done
  }

  /** The values that lie on some disk, and that nobody who wrote one of them was shown before. */
  expected(): string {
    const held = new Set(this.#holds.flatMap((values) => [...values]))
    const edits = this.edits.filter(({ value }) => held.has(value))
    const replaced = new Set(edits.map(({ replaces }) => replaces))
    return edits
      .filter(({ value }) => !replaced.has(value))
      .map(({ key, value }) => `${key} ${value}`)
      .sort()
      .join(', ')
  }

  async #create(count: number): Promise<void> {
    for (let index = 0; index < count; index += 1) {
      this.#machines.push(freshMachine())
      this.#holds.push(new Set())
      this.#pictures.push([])
      const ports = this.portsOf(index)
      const name = `copy-${index}`
      const made =
        index === 0
          ? await createClientFile({ fileName: name, user: name }, ports)
          : await createCopyFrom(ownFolderSession(this.#folderOf(0)), { copyName: name, user: name }, ports)
      opened(made).close()
      await this.does(index, async () => {})
    }
  }

  #pictureOf(index: number): Picture {
    const { memory } = this.#machineOf(index)
    return {
      files: filesIn(this.#folderOf(index)),
      memory: memory.copied(),
      holds: new Set(this.#holdsOf(index)),
    }
  }

  portsOf(index: number): CopyPorts {
    return {
      disk: this.#folderOf(index),
      clock: { nowMs: () => (this.#ticks += 1), after: () => () => {} },
      random: {
        unit: () => 0,
        bytes: (count, cause) => {
          this.#ticks += 1
          const drawn = new TextEncoder().encode(`${index} ${cause} ${this.#ticks}`)
          return Uint8Array.fromHex(realDigest.sha256Hex(drawn)).subarray(0, count)
        },
      },
      digest: realDigest,
      continuity: this.#machineOf(index).memory.storeAt(folderName),
      trace: { emit: () => {} },
    }
  }

  #folderOf(index: number): Disk {
    return this.#machineOf(index).disk.folder(folderName)
  }

  #machineOf(index: number): Machine {
    const machine = this.#machines[index]
    if (!machine) throw new Error(`there is no copy ${index}`)
    return machine
  }

  #holdsOf(index: number): Set<string> {
    return this.#holds[index] ?? new Set()
  }
}

/** What stands in a copy, register by register. */
export const standing = (copy: SyncCopy): string =>
  copy.state
    .registers()
    .flatMap(({ key, siblings: heads }) => heads.map(({ canonical }) => `${key} ${canonical.slice(1)}`))
    .sort()
    .join(', ')

const freshMachine = (): Machine => {
  const disk = new SimMachineDisk()
  return { disk, memory: new SimContinuityMemory((place) => disk.folder(place)) }
}

const laidOut = ({ files }: Picture, memory: SimContinuityMemory): Machine => {
  const disk = new SimMachineDisk()
  for (const [path, bytes] of files) disk.folder(folderName).writeWhole(path, bytes)
  return { disk, memory: memory.copied() }
}

const filesIn = (disk: Disk, folder = ''): Map<string, Uint8Array> => {
  const files = new Map<string, Uint8Array>()
  for (const name of disk.list(folder)) {
    const path = folder === '' ? name : `${folder}/${name}`
    const bytes = disk.kindOf(path) === 'folder' ? null : disk.read(path)
    if (bytes) files.set(path, bytes.slice())
    else for (const [below, found] of filesIn(disk, path)) files.set(below, found)
  }
  return files
}
