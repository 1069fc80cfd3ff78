import { createClientFile, createCopyFrom } from '../../../../src/engine/lifecycle/create-copy.ts'
import { leave, type LeaveOutcome } from '../../../../src/engine/lifecycle/leave.ts'
import type { Disk } from '../../../../src/engine/ports/disk.ts'
import { openCopy } from '../../../../src/engine/replica/open-copy.ts'
import type { SyncCopy } from '../../../../src/engine/replica/sync-copy.ts'
import { FolderExchanger } from '../../../../src/engine/replication/exchange/folder-exchanger.ts'
import { OwnFolderExchange } from '../../../../src/engine/replication/exchange/own-folder-exchange.ts'
import { LinkManager } from '../../../../src/engine/replication/link/link-manager.ts'
import { defaultLinkRules } from '../../../../src/engine/replication/link/link-rules.ts'
import type { LinkStatus } from '../../../../src/engine/replication/link/link.ts'
import { ownFolderSession } from '../../../../src/engine/storage/folder/own-folder.ts'
import { realDigest } from '../../../../src/real/machine/real-digest.ts'
import { SimContinuityMemory } from '../../../../src/sim/machine/disk/sim-continuity-memory.ts'
import { SimMachineDisk } from '../../../../src/sim/machine/disk/sim-disk.ts'
import { opened } from '../../real-copy.ts'
import { deedOf, writes } from '../../replica/team.ts'

/** Copies of one client file, each in a folder of a disk in memory, and each other's folders within reach. */
export class Field {
  readonly #machine = new SimMachineDisk()
  readonly #memory = new SimContinuityMemory((place) => this.disk(place))
  readonly #copies = new Map<string, SyncCopy>()
  #drawn = 0

  /** Makes the client file `office`, and from it or from another copy what else is named, as `ann<office`. */
  static async with(...descents: readonly string[]): Promise<Field> {
    const field = new Field()
    field.#copies.set(
      'office',
      opened(await createClientFile({ fileName: 'office', user: 'office' }, field.#ports('office'))),
    )
    for (const descent of descents) {
      const [name = '', from = 'office'] = descent.split('<')
      await field.isServed(from)
      const made = await createCopyFrom(
        field.session(from),
        { copyName: name, user: name },
        field.#ports(name),
      )
      field.#copies.set(name, opened(made))
    }
    return field
  }

  copy(name: string): SyncCopy {
    const copy = this.#copies.get(name)
    if (!copy) throw new Error(`there is no copy ${name}`)
    return copy
  }

  disk(name: string): Disk {
    return this.#machine.folder(name)
  }

  session(name: string) {
    return ownFolderSession(this.disk(name))
  }

  /** What the program over a copy that others visit does. */
  async isServed(name: string): Promise<void> {
    await new OwnFolderExchange(this.copy(name), this.#ports(name)).flush()
  }

  /** Exchanges with another copy until nothing is left to carry, as `connect` and `sync` do. */
  async syncs(name: string, to: string): Promise<void> {
    await this.isServed(to)
    await this.isServed(name)
    const exchanger = new FolderExchanger(this.copy(name), this.session(to), this.#ports(name), 'journal')
    for (let moved = 1; moved > 0;) {
      const outcome = await exchanger.exchange()
      if (outcome.kind !== 'level') throw new Error(JSON.stringify(outcome))
      moved = outcome.eventsIn + outcome.eventsOut
    }
    await this.isServed(to)
    await this.isServed(name)
  }

  /** Says that a copy hangs under another one from now on, and exchanges with it. */
  async connects(name: string, to: string): Promise<void> {
    const copy = this.copy(name)
    await copy.lifecycle.hang(this.copy(to).identity.line, true, deedOf(copy))
    await this.syncs(name, to)
  }

  async leaves(name: string, to: string): Promise<LeaveOutcome> {
    return leave({ copy: this.copy(name), ports: this.#ports(name), session: this.session(to) })
  }

  /** Lets a copy's link manager try once to link it to another one; the status that it ends with. */
  async links(name: string, to: string): Promise<LinkStatus> {
    const session = this.session(to)
    const manager = new LinkManager({
      copy: this.copy(name),
      client: {
        limits: { canEndSession: true, reportsRefusal: true },
        connect: async () => ({ kind: 'session', session }),
      },
      target: { address: to, name: to, through: 'parent' },
      ports: this.#ports(name),
      rules: { ...defaultLinkRules, turns: { sessionTimeMs: 120_000, retryMs: 30_000 } },
    })
    manager.open()
    await manager.close()
    return manager.status
  }

  async writes(name: string, key: string, amount: number): Promise<void> {
    await writes(this.copy(name), key, amount)
  }

  /** Ends the program over a copy and starts it again. */
  reopen(name: string): SyncCopy {
    this.copy(name).close()
    const copy = opened(openCopy(this.#ports(name)))
    this.#copies.set(name, copy)
    return copy
  }

  #ports(name: string) {
    return {
      disk: this.disk(name),
      continuity: this.#memory.storeAt(name),
      clock: { nowMs: () => 1000, after: () => () => {} },
      random: {
        unit: () => 0,
        bytes: (count: number) => new Uint8Array(count).fill((this.#drawn += 1)),
      },
      digest: realDigest,
      trace: { emit: () => {} },
    }
  }
}
