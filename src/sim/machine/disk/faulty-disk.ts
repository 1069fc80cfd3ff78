import { type Disk, DiskTrouble, type DiskTroubleKind } from '../../../engine/ports/index.ts'
import { type DiskEffect, NumberedDisk } from './numbered-disk.ts'

export interface DiskFault {
  readonly trouble: DiskTroubleKind
  /** The effect or read at which it strikes, counted from arming; the first is 1. */
  readonly at: number
  readonly of: 'effects' | 'looks'
  /** `once`: the next operation succeeds. `lasting`: all operations of that kind fail until healed. */
  readonly lasts: 'once' | 'lasting'
}

/**
 * A disk that is full, worn out, read-only or out of bounds at a chosen moment. Like a real one, it may complete part
 * of a refused operation. It writes half of the bytes, or renames without flushing the folder.
 */
export class FaultyDisk {
  readonly disk: Disk
  readonly #counts = { effects: 0, looks: 0 }
  #fault: DiskFault | null = null
  #struck = 0

  constructor(below: Disk) {
    this.disk = new NumberedDisk(below, {
      pass: (effect) => this.#pass(effect),
      beforeRead: (path) => this.#beforeRead(path),
    })
  }

  get counts(): { readonly effects: number; readonly looks: number } {
    return this.#counts
  }

  get struck(): number {
    return this.#struck
  }

  arm(fault: DiskFault): void {
    this.#counts.effects = 0
    this.#counts.looks = 0
    this.#fault = fault
  }

  heal(): void {
    this.#fault = null
  }

  #pass({ path, inTrouble }: DiskEffect): void {
    this.#counts.effects += 1
    const trouble = this.#troubleAt('effects', path)
    if (!trouble) return
    if (trouble.kind !== 'denied' && trouble.kind !== 'read-only') inTrouble()
    throw trouble
  }

  #beforeRead(path: string): void {
    this.#counts.looks += 1
    const trouble = this.#troubleAt('looks', path)
    if (trouble) throw trouble
  }

  #troubleAt(of: DiskFault['of'], path: string): DiskTrouble | null {
    const fault = this.#fault
    if (!fault || fault.of !== of) return null
    const count = this.#counts[of]
    if (fault.lasts === 'once' ? count !== fault.at : count < fault.at) return null
    this.#struck += 1
    return new DiskTrouble(fault.trouble, path, texts[fault.trouble])
  }
}

const texts: Readonly<Record<DiskTroubleKind, string>> = {
  denied: 'this user has no permission there',
  full: 'the disk is full',
  'read-only': 'the disk is read-only',
  broken: 'the disk reports an error (EIO)',
}
