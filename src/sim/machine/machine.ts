import type { Disk } from '../../engine/ports/index.ts'
import {
  CrashDisk,
  type CrashVariant,
  type SharedBlocks,
  SimContinuityMemory,
  SimMachineDisk,
} from './disk/index.ts'

/** A machine of the world: its disk, what it remembers of the lines written on it, and its clock. */
export class Machine {
  readonly host: string
  /** How far its clock is ahead of the world's; below zero where it is behind. */
  clockAheadMs = 0
  readonly #blocks: SharedBlocks
  readonly #canLosePower: boolean
  readonly #crashDisks = new Map<string, CrashDisk>()
  #disk: SimMachineDisk
  #memory: SimContinuityMemory

  /** `losesPower`: the power may be taken from it, which costs a little at each thing that is asked of its disk. */
  constructor(host: string, blocks: SharedBlocks, losesPower: boolean) {
    this.host = host
    this.#blocks = blocks
    this.#canLosePower = losesPower
    this.#disk = new SimMachineDisk(blocks)
    this.#memory = this.#emptyMemory()
  }

  get memory(): SimContinuityMemory {
    return this.#memory
  }

  /** A folder on its disk, as it is now: after a power cut it is another one. */
  folder(name: string): Disk {
    return this.#canLosePower ? this.#crashDisk(name).disk : this.#disk.folder(name)
  }

  /** Takes the power away just before so many effects on a folder's disk are through; `then` is called at that moment. */
  armPowerCut(name: string, effect: number, then: () => void): void {
    this.#crashDisk(name).crashAt(effect, then)
  }

  /** Takes the power away now. */
  cutPower(): void {
    for (const disk of this.#crashDisks.values()) disk.cutPower()
  }

  /** The power is back: of all that may be found on each folder's disk, what `chosen` takes. */
  restart(chosen: (name: string, variants: readonly CrashVariant[]) => CrashVariant): void {
    for (const [name, disk] of this.#crashDisks)
      this.#crashDisks.set(name, disk.restart(chosen(name, disk.variants(tornOffsetsMax))))
  }

  /** Another machine takes its place: with an empty disk, and no memory. */
  replace(): void {
    this.#crashDisks.clear()
    this.#disk = new SimMachineDisk(this.#blocks)
    this.#memory = this.#emptyMemory()
  }

  /** Empties a folder, for something else to be put there. */
  emptyFolder(name: string): Disk {
    if (this.#canLosePower) this.#crashDisks.delete(name)
    else this.#disk.forget(name)
    return this.folder(name)
  }

  #crashDisk(name: string): CrashDisk {
    const disk = this.#crashDisks.get(name) ?? new CrashDisk(null, this.#blocks)
    this.#crashDisks.set(name, disk)
    return disk
  }

  #emptyMemory(): SimContinuityMemory {
    return new SimContinuityMemory((folderName) => this.folder(folderName))
  }
}

/** How many of the places where a record may be torn are considered. */
const tornOffsetsMax = 3
