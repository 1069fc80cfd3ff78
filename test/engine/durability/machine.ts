import type { ContinuityStore } from '../../../src/engine/ports/continuity-store.ts'
import { DiskTrouble, type Disk } from '../../../src/engine/ports/disk.ts'
import type { ArbiterSession, ShareAnswer } from '../../../src/engine/ports/share-client.ts'
import type { CopyPorts } from '../../../src/engine/replica/copy-ports.ts'
import { openCopy } from '../../../src/engine/replica/open-copy.ts'
import type { SyncCopy } from '../../../src/engine/replica/sync-copy.ts'
import { ownFolderSession } from '../../../src/engine/storage/folder/own-folder.ts'
import { createRandomness } from '../../../src/sim/kernel/randomness.ts'
import { Crashed, CrashDisk } from '../../../src/sim/machine/disk/crash-disk.ts'
import { FaultyDisk } from '../../../src/sim/machine/disk/faulty-disk.ts'
import { SimDigest } from '../../../src/sim/machine/sim-digest.ts'
import { anyStreamKey } from '../../sim/kernel/unfrozen-keys.ts'
import { folderOf } from './folder-of.ts'

const digest = new SimDigest()

/** Stands for the user's state folder: it loses power and goes wrong together with the copy's. */
const memoryFolder = 'remembered'

const rememberedOn = (disk: Disk): ContinuityStore => ({
  place: 'copy',
  read: (line) => {
    const bytes = disk.read(`${memoryFolder}/${line}`)
    return bytes ? JSON.parse(new TextDecoder().decode(bytes)) : null
  },
  write: (line, token) => {
    disk.makeFolder(memoryFolder)
    disk.writeWhole(`${memoryFolder}/${line}`, new TextEncoder().encode(JSON.stringify(token)))
  },
  isElsewhere: () => false,
})

/** Few lines are enough, so that every effect of it can be cut off in a short time. */
export const coldRule = { newMin: 6, coldForOne: 32 }

/** A machine with one copy's folder on it: power may be taken from its disk, and its disk may go wrong. */
export class Machine {
  readonly power: CrashDisk
  readonly trouble: FaultyDisk
  readonly ports: CopyPorts
  #copy: SyncCopy | null = null
  #nowMs = 1_700_000_000_000

  constructor(name: string, power: CrashDisk) {
    this.power = power
    this.trouble = new FaultyDisk(power.disk)
    const random = createRandomness(1).stream(anyStreamKey(name))
    this.ports = {
      coldRule,
      disk: folderOf(this.trouble.disk, 'copy'),
      clock: { nowMs: () => (this.#nowMs += 1), after: () => () => {} },
      random: {
        unit: (cause: string) => random.unit(cause),
        bytes: (count, cause: string) => random.bytes(count, cause),
      },
      digest,
      continuity: rememberedOn(this.trouble.disk),
      trace: { emit: () => {} },
      guard: { setReadOnly: () => {} },
    }
  }

  get disk(): Disk {
    return this.ports.disk
  }

  /** The copy of the program that runs here. */
  get copy(): SyncCopy {
    if (!this.#copy) throw new Error('no copy is open on this machine')
    return this.#copy
  }

  get isOpen(): boolean {
    return this.#copy !== null
  }

  /** Hands over what an outcome brought; returns its kind. */
  runs<T extends { readonly kind: string }>(outcome: T & { readonly copy?: SyncCopy }): T['kind'] {
    this.#copy = outcome.copy ?? null
    return outcome.kind
  }

  closes(): void {
    this.#copy?.close()
    this.#copy = null
  }

  open(): string {
    return this.runs(openCopy(this.ports))
  }

  /** The files that people see, by path. */
  workingFiles(folder = ''): readonly string[] {
    return this.disk.list(folder).flatMap((name) => {
      const path = folder === '' ? name : `${folder}/${name}`
      if (path === '.shakedown') return []
      return this.disk.kindOf(path) === 'folder' ? this.workingFiles(path) : [path]
    })
  }
}

/** A session in the folder of another machine: its trouble is an answer, and its end is a lost session. */
export const visit = ({ disk }: Machine): ArbiterSession => {
  const session = ownFolderSession(disk)
  return {
    read: (path) => answered(() => session.read(path)),
    readPart: (path, offset, length) => answered(() => session.readPart(path, offset, length)),
    sizeBytes: (path) => answered(() => session.sizeBytes(path)),
    list: (path) => answered(() => session.list(path)),
    writeWhole: (path, bytes) => answered(() => session.writeWhole(path, bytes)),
    writePart: (path, offset, bytes) => answered(() => session.writePart(path, offset, bytes)),
    rename: (from, to) => answered(() => session.rename(from, to)),
    createExclusive: (path, bytes) =>
      answered(async () => {
        if (disk.kindOf(path) !== null) return { kind: 'ok', value: 'exists' }
        disk.writeWhole(path, bytes)
        return { kind: 'ok', value: 'made' }
      }),
    // No clock runs on these machines.
    modifiedMs: async (path) =>
      disk.kindOf(path) === 'file' ? { kind: 'ok', value: 0 } : { kind: 'absent' },
    remove: (path) =>
      answered(async () => {
        if (disk.kindOf(path) !== 'file') return { kind: 'absent' }
        disk.remove(path)
        return { kind: 'ok', value: null }
      }),
    disconnect: () => session.disconnect(),
  }
}

const answered = async <T>(ask: () => Promise<ShareAnswer<T>>): Promise<ShareAnswer<T>> => {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof Crashed) return { kind: 'lost', detail: error.message }
    if (!(error instanceof DiskTrouble)) throw error
    const { kind, message } = error
    if (kind === 'full') return { kind, detail: message }
    return { kind: kind === 'broken' ? 'lost' : 'denied', detail: message }
  }
}
