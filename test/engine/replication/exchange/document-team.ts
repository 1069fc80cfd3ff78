import { createClientFile, createCopyFrom } from '../../../../src/engine/lifecycle/create-copy.ts'
import type { Clock } from '../../../../src/engine/ports/clock.ts'
import type { Disk } from '../../../../src/engine/ports/disk.ts'
import type { CopyPorts } from '../../../../src/engine/replica/copy-ports.ts'
import { openCopy } from '../../../../src/engine/replica/open-copy.ts'
import type { SyncCopy } from '../../../../src/engine/replica/sync-copy.ts'
import type { ExchangeOutcome } from '../../../../src/engine/replication/exchange/exchanger.ts'
import { FolderExchanger } from '../../../../src/engine/replication/exchange/folder-exchanger.ts'
import { OwnFolderExchange } from '../../../../src/engine/replication/exchange/own-folder-exchange.ts'
import { ownFolderSession } from '../../../../src/engine/storage/folder/own-folder.ts'
import { realClock } from '../../../../src/real/machine/real-clock.ts'
import { realDigest } from '../../../../src/real/machine/real-digest.ts'
import { realRandom } from '../../../../src/real/machine/real-random.ts'
import { SimContinuityMemory } from '../../../../src/sim/machine/disk/sim-continuity-memory.ts'
import { SimMachineDisk } from '../../../../src/sim/machine/disk/sim-disk.ts'
import { opened } from '../../real-copy.ts'
import { type Counted, countedSession } from './counted-session.ts'

/** Somebody with a copy on a disk of their own. */
export class Member {
  readonly name: string
  readonly ports: CopyPorts
  copy: SyncCopy
  /** By which a link's rate is measured, and so how long its pieces are. */
  linkClock: Clock = realClock

  constructor(name: string, ports: CopyPorts, copy: SyncCopy) {
    this.name = name
    this.ports = ports
    this.copy = copy
  }

  get disk(): Disk {
    return this.ports.disk
  }

  get deed() {
    return { author: this.name, note: '' }
  }

  /** The id of the document of this name. */
  id(name: string): string {
    return this.copy.documents().find((document) => document.name === name)?.documentId ?? `no ${name}`
  }

  async creates(name: string, bytes: Uint8Array): Promise<void> {
    expectAcknowledged(await this.copy.createDocument(name, bytes, this.deed))
    this.copy.checkOutDocuments()
  }

  /** Saves over what the screen shows. */
  async saves(name: string, bytes: Uint8Array): Promise<void> {
    const view = this.copy.document(this.id(name))
    expectAcknowledged(await this.copy.saveDocument(this.id(name), bytes, view?.seen ?? '', this.deed))
    this.copy.checkOutDocuments()
  }

  /** Exchanges with the parent's folder until nothing is left to carry, then takes what it shows into the working folder. */
  async exchanges(
    parent: Member,
    breaksAfterBytes?: number,
  ): Promise<Counted & { outcome: ExchangeOutcome }> {
    const counted = { bytes: 0, requests: 0 }
    const session = countedSession(ownFolderSession(parent.disk), counted, breaksAfterBytes)
    const exchanger = new FolderExchanger(
      this.copy,
      session,
      { ...this.ports, clock: this.linkClock },
      'journal',
    )
    const outcome = await exchanger.exchange()
    this.copy.checkOutDocuments()
    return { ...counted, outcome }
  }

  /** Looks through the own folder, as a program that runs there does. */
  async serves(): Promise<void> {
    await new OwnFolderExchange(this.copy, this.ports).flush()
    this.copy.checkOutDocuments()
  }

  restarts(): void {
    this.copy.close()
    this.copy = opened(openCopy(this.ports))
    this.copy.checkOutDocuments()
  }
}

const portsOn = (disk: Disk): CopyPorts => ({
  disk,
  clock: realClock,
  random: realRandom,
  digest: realDigest,
  continuity: new SimContinuityMemory(() => disk).storeAt('copy'),
  trace: { emit: () => {} },
})

const machine = (): CopyPorts => portsOn(new SimMachineDisk().folder('copy'))

/** A parent file and copies of it, one for each name. */
export const documentTeam = async (...names: readonly string[]): Promise<[Member, ...Member[]]> => {
  const ports = machine()
  const parent = new Member(
    'office',
    ports,
    opened(await createClientFile({ fileName: 'ACME', user: 'office' }, ports)),
  )
  await parent.serves()
  const members: Member[] = []
  for (const name of names) members.push(await joins(parent, name))
  return [parent, ...members]
}

export const joins = async (parent: Member, name: string): Promise<Member> => {
  const ports = machine()
  const copy = opened(
    await createCopyFrom(ownFolderSession(parent.disk), { copyName: `laptop-${name}`, user: name }, ports),
  )
  const member = new Member(name, ports, copy)
  await member.exchanges(parent)
  return member
}

const expectAcknowledged = (outcome: { readonly kind: string }): void => {
  if (outcome.kind !== 'acknowledged') throw new Error(`not acknowledged: ${JSON.stringify(outcome)}`)
}
