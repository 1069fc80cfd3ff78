import type { Range } from '../../../src/engine/codec/range-codec.ts'
import { typedValue } from '../../../src/engine/event/value.ts'
import { type Dot, type LogId, logIdFromBytes } from '../../../src/engine/identifier/log-id.ts'
import { endsIn } from '../../../src/engine/log/version-vector.ts'
import type { Disk } from '../../../src/engine/ports/disk.ts'
import { assembleCopy } from '../../../src/engine/replica/assemble-copy.ts'
import type { CopyPorts } from '../../../src/engine/replica/copy-ports.ts'
import { SyncCopy } from '../../../src/engine/replica/sync-copy.ts'
import type { CopyIdentity } from '../../../src/engine/storage/folder/copy-identity.ts'
import { WriteAheadLog } from '../../../src/engine/storage/journal/write-ahead-log.ts'
import { realDigest } from '../../../src/real/machine/real-digest.ts'
import { SimContinuityMemory } from '../../../src/sim/machine/disk/sim-continuity-memory.ts'

/** A disk that forgets everything: for copies that nobody opens again. */
const forgetfulDisk: Disk = {
  kindOf: () => null,
  sizeBytes: () => null,
  read: () => null,
  readPart: () => null,
  list: () => [],
  makeFolder: () => {},
  writeWhole: () => {},
  openAppend: () => ({ sizeBytes: 0, append: () => {}, sync: () => {}, close: () => {} }),
  truncate: () => {},
  rename: () => {},
  remove: () => {},
}

const lineOf = (index: number): LogId => logIdFromBytes(Uint8Array.of(index + 1, 0, 0, 0, 0, 0, 0, 0))

const format = { fileId: 'acme', fileName: 'ACME' }

const portsOf = (salt: number): CopyPorts => {
  let drawn = 0
  return {
    disk: forgetfulDisk,
    clock: { nowMs: () => 1000, after: () => () => {} },
    random: {
      unit: () => 0,
      bytes: (count, cause) => {
        const text = `${salt} ${cause} ${(drawn += 1)}`
        return Uint8Array.fromHex(realDigest.sha256Hex(new TextEncoder().encode(text))).subarray(0, count)
      },
    },
    digest: realDigest,
    continuity: new SimContinuityMemory(() => forgetfulDisk).storeAt('copy'),
    trace: { emit: () => {} },
  }
}

const copyOf = (identity: CopyIdentity, salt: number): SyncCopy =>
  new SyncCopy(
    assembleCopy({ format, identity }, portsOf(salt), new WriteAheadLog(forgetfulDisk, realDigest, 1)),
  )

/** A copy in memory; its clock stands still, so that the engine's own counting decides all stamps. */
export const memoryCopy = (index: number, user: string, parent: number | null = null): SyncCopy =>
  copyOf(
    {
      line: lineOf(index),
      copyName: `laptop-${user}`,
      user,
      parent: parent === null ? null : lineOf(parent),
    },
    index,
  )

/** A second copy that goes on with the same line, as the clone of a disk does. `salt` is drawn by nobody else. */
export const clonedCopy = async (copy: SyncCopy, salt: number): Promise<SyncCopy> => {
  const clone = copyOf(copy.identity, salt)
  clone.recover(await rangesOf(copy))
  return clone
}

export const deedOf = (copy: SyncCopy) => ({ author: copy.identity.user, note: '' })

/** Writes an amount over whatever is shown; null where the copy is closed. */
export const writes = async (copy: SyncCopy, key: string, amount: number): Promise<Dot | null> => {
  const place = { table: 'tb', key, field: 'amount' }
  const { seen } = copy.read('tb', key, 'amount')
  const outcome = await copy.edit(place, typedValue(String(amount)), seen, deedOf(copy))
  return outcome.kind === 'acknowledged' ? outcome.dot : null
}

export const shownAt = (copy: SyncCopy, key: string): string | null =>
  copy.read('tb', key, 'amount').register?.siblings[0]?.canonical ?? null

/** Everything that is in a copy, a range a line. */
export const rangesOf = async (copy: SyncCopy): Promise<readonly Range[]> =>
  [...(await copy.durableVersions()).values()].flatMap(endsIn).map(({ log: line, seq, hash }) => {
    const log = copy.logs.historyWith(line, seq, hash)
    if (!log) throw new Error(`${line} is in the heads`)
    return log.rangeOf({ first: 1, last: seq })
  })

/** `copy` takes in all that `other` has. */
export const takesFrom = async (copy: SyncCopy, other: SyncCopy): Promise<number> =>
  copy.ingest(await rangesOf(other), 'journal')

/** Everybody takes in from everybody, until nothing is new to anyone. */
export const meet = async (copies: readonly SyncCopy[]): Promise<void> => {
  const pairs = copies.flatMap((copy) =>
    copies.filter((other) => other !== copy).map((other) => ({ copy, other })),
  )
  for (let isMoving = true; isMoving;) {
    isMoving = false
    for (const { copy, other } of pairs) if ((await takesFrom(copy, other)) > 0) isMoving = true
  }
}

/** A parent and the copies made from it, all registered and level. */
export const team = async (...users: readonly string[]): Promise<readonly SyncCopy[]> => {
  const copies = users.map((user, index) => memoryCopy(index, user, index === 0 ? null : 0))
  for (const copy of copies) await copy.register()
  await meet(copies)
  return copies
}
