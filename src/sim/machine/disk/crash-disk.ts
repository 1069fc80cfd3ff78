import type { Disk } from '../../../engine/ports/index.ts'
import { copyFolder } from './copy-folder.ts'
import { type CrashVariant, leftOf, tailsOf, type TornOffsets, type Unflushed } from './crash-variant.ts'
import { type Change, type DiskEffect, NumberedDisk } from './numbered-disk.ts'
import { SharedBlocks } from './shared-blocks.ts'
import { SimMachineDisk } from './sim-disk.ts'

/** Thrown by a disk whose machine has no power. Programs must not catch it: they no longer run. */
export class Crashed extends Error {
  override readonly name = 'Crashed'
}

/**
 * A disk that can lose power at any effect, and the states that a crash leaves. The disk shows the running program's
 * view; the crash states are computed when it strikes.
 */
export class CrashDisk {
  readonly disk: Disk
  readonly #blocks: SharedBlocks
  readonly #image: Disk
  readonly #numbered: NumberedDisk
  #effects: DiskEffect['kind'][] = []
  #crashAt = Number.POSITIVE_INFINITY
  #onCrash: () => void = () => undefined
  #isDown = false
  #underWay: Change | null = null

  /** Starts with the contents of `from`. Disks derived from one another share equal bytes. */
  constructor(from: Disk | null = null, blocks: SharedBlocks = new SharedBlocks()) {
    this.#blocks = blocks
    this.#image = new SimMachineDisk(blocks).folder('crash')
    if (from) copyFolder(from, this.#image)
    this.#numbered = new NumberedDisk(this.#image, {
      pass: (effect) => this.#pass(effect),
      beforeRead: () => this.#refuseIfDown(),
    })
    this.disk = this.#numbered
  }

  /** Effects since creation or the last arming, including the crash's own. */
  get effects(): readonly DiskEffect['kind'][] {
    return this.#effects
  }

  get isDown(): boolean {
    return this.#isDown
  }

  /** Cuts the power just before this effect, counted from now with the first as 1, and calls `then`. */
  crashAt(effect: number, then: () => void = () => undefined): void {
    this.#effects = []
    this.#crashAt = effect
    this.#onCrash = then
  }

  cutPower(): void {
    this.#isDown = true
  }

  /** All kinds of states that the crash may leave, with the requested number of torn offsets. */
  variants(torn: TornOffsets): readonly CrashVariant[] {
    const isUnderWay = this.#underWay !== null
    const kept = isUnderWay ? [false, true] : [false]
    return kept.flatMap((isUnderWayDone) => this.#tails(torn).map((tails) => ({ tails, isUnderWayDone })))
  }

  restart({ tails, isUnderWayDone }: CrashVariant): CrashDisk {
    const found = new CrashDisk(this.#image, this.#blocks)
    for (const { path, fromByte } of this.#unflushed()) {
      const bytes = this.#image.read(path) ?? new Uint8Array(0)
      const left = leftOf(bytes.subarray(fromByte), tails.get(path) ?? { kind: 'none' })
      found.#image.writeWhole(path, Buffer.concat([bytes.subarray(0, fromByte), left]))
    }
    if (isUnderWayDone) this.#underWay?.(found.#image)
    return found
  }

  // Varies one file at a time, while all others either lost or kept their unflushed bytes.
  #tails(torn: TornOffsets): readonly CrashVariant['tails'][] {
    const files = this.#unflushed()
    if (files.length === 0) return [new Map()]
    return files.flatMap((file) =>
      (files.length === 1 ? (['none'] as const) : (['none', 'all'] as const)).flatMap((kind) =>
        tailsOf(file, torn).map(
          (tail) => new Map(files.map(({ path }) => [path, path === file.path ? tail : { kind }])),
        ),
      ),
    )
  }

  #unflushed(): readonly Unflushed[] {
    return [...this.#numbered.unflushed].map(([path, fromByte]) => {
      const sizeBytes = (this.#image.sizeBytes(path) ?? 0) - fromByte
      return { path, fromByte, sizeBytes }
    })
  }

  #pass({ kind, underWay }: DiskEffect): void {
    this.#refuseIfDown()
    this.#effects.push(kind)
    if (this.#effects.length < this.#crashAt) return
    this.#underWay = underWay
    this.#isDown = true
    this.#onCrash()
    this.#refuseIfDown()
  }

  #refuseIfDown(): void {
    if (this.#isDown) throw new Crashed('the machine has no power')
  }
}
