import { typedValue } from '../../src/engine/event/value.ts'
import { createClientFile } from '../../src/engine/lifecycle/create-copy.ts'
import type { AppendFile, Disk } from '../../src/engine/ports/disk.ts'
import type { CopyPorts } from '../../src/engine/replica/copy-ports.ts'
import { openCopy, type OpenOutcome } from '../../src/engine/replica/open-copy.ts'
import type { SyncCopy } from '../../src/engine/replica/sync-copy.ts'
import { realCopyPorts } from '../../src/real/machine/real-copy-ports.ts'

export const deed = { author: 'ann', note: '' }

/** Makes a client file in a folder of this machine; the copy is open. */
export const madeIn = async (ports: CopyPorts): Promise<SyncCopy> =>
  opened(await createClientFile({ fileName: 'ACME', user: 'ann' }, ports))

export const opened = (
  outcome: { readonly kind: string } & Partial<Pick<Extract<OpenOutcome, { kind: 'opened' }>, 'copy'>>,
): SyncCopy => {
  if (outcome.copy) return outcome.copy
  throw new Error(`not opened: ${JSON.stringify(outcome)}`)
}

export const reopened = (folder: string): SyncCopy => opened(openCopy(realCopyPorts(folder)))

/** Writes an amount, over whatever is shown. */
export const writes = (copy: SyncCopy, key: string, amount: number) => {
  const place = { table: 'tb', key, field: 'amount' }
  return copy.edit(place, typedValue(String(amount)), copy.read('tb', key, 'amount').seen, deed)
}

export const amountOf = (copy: SyncCopy, key: string): unknown =>
  copy.read('tb', key, 'amount').register?.siblings[0]?.value

/** A disk whose appended files do something else on each append and each flush. */
export const withAppends = (
  disk: Disk,
  change: (file: AppendFile) => Partial<Pick<AppendFile, 'append' | 'sync'>>,
): Disk =>
  new Proxy(disk, {
    get: (target, name) => {
      if (name !== 'openAppend') {
        const member: unknown = Reflect.get(target, name)
        return typeof member === 'function' ? member.bind(target) : member
      }
      return (path: string): AppendFile => {
        const file = target.openAppend(path)
        const { append, sync } = change(file)
        return {
          get sizeBytes() {
            return file.sizeBytes
          },
          append: append ?? ((bytes) => file.append(bytes)),
          sync: sync ?? (() => file.sync()),
          close: () => file.close(),
        }
      }
    },
  })
