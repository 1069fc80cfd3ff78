import type { Disk } from '../../engine/ports/index.ts'
import {
  CrashDisk,
  type CrashVariant,
  type SharedBlocks,
  SimContinuityMemory,
  SimMachineDisk,
} from './disk/index.ts'

export class Machine {
  readonly host: string
  /** How far its clock is ahead of the world's; negative if behind. */
  clockAheadMs = 0
  readonly #blocks: SharedBlocks
  readonly #canLosePower: boolean
  readonly #crashDisks = new Map<string, CrashDisk>()
  #disk: SimMachineDisk
  #memory: SimContinuityMemory

  /** `losesPower` enables power cuts, at a small cost for each disk operation. */
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

  folder(name: string): Disk {
    return this.#canLosePower ? this.#crashDisk(name).disk : this.#disk.folder(name)
  }

  armPowerCut(name: string, effect: number, then: () => void): void {
    this.#crashDisk(name).crashAt(effect, then)
  }

  cutPower(): void {
    for (const disk of this.#crashDisks.values()) disk.cutPower()
  }

  /** Restores the power. `chosen` picks each disk's state among the possible ones. */
  restart(chosen: (name: string, variants: readonly CrashVariant[]) => CrashVariant): void {
    for (const [name, disk] of this.#crashDisks)
      this.#crashDisks.set(name, disk.restart(chosen(name, disk.variants(tornOffsetsMax))))
  }

  /** Replaces the machine by another with an empty disk and no tokens. */
  replace(): void {
    this.#crashDisks.clear()
    this.#disk = new SimMachineDisk(this.#blocks)
    this.#memory = this.#emptyMemory()
  }

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

const tornOffsetsMax = 3
