import type { LiveContent } from '../../../src/engine/content/live-contents.ts'
import { textValue } from '../../../src/engine/event/value.ts'
import type { Dot } from '../../../src/engine/identifier/log-id.ts'
import { createClientFile, createCopyFrom } from '../../../src/engine/lifecycle/create-copy.ts'
import { repairCopy } from '../../../src/engine/repair/repair-copy.ts'
import { openExchange } from '../../../src/engine/replication/client/open-exchange.ts'
import { serverClient } from '../../../src/engine/replication/client/server-session.ts'
import { ExchangeInterrupted } from '../../../src/engine/replication/exchange/exchange-trouble.ts'
import { FolderExchanger } from '../../../src/engine/replication/exchange/folder-exchanger.ts'
import { OwnFolderExchange } from '../../../src/engine/replication/exchange/own-folder-exchange.ts'
import { directClient } from '../../../src/engine/server/direct-channel.ts'
import { publishFolder } from '../../../src/engine/server/published-folder.ts'
import { SyncServer } from '../../../src/engine/server/sync-server.ts'
import { CrashDisk } from '../../../src/sim/machine/disk/crash-disk.ts'
import type { CrashVariant } from '../../../src/sim/machine/disk/crash-variant.ts'
import type { SharedBlocks } from '../../../src/sim/machine/disk/shared-blocks.ts'
import { Machine, visit } from './machine.ts'

export type Side = 'office' | 'laptop'

export const deed = { author: 'ann', note: '' }

/** An event that a side acknowledged, or that was carried there and flushed. */
export interface Acknowledged {
  readonly side: Side
  readonly what: string
  readonly dot: Dot
  /** Which covers the event and all before it. */
  readonly hash: string
  /** The bytes of a document that it saved; null where it saved none, or where they need not be on this side. */
  readonly content: LiveContent | null
}

/** What lies on the two machines. */
export interface Images {
  readonly office: CrashDisk
  readonly laptop: CrashDisk
}

/** An office whose copy is shared, and a laptop with a copy of it: what they were told, and what people saved. */
export class Scene {
  office: Machine
  laptop: Machine
  readonly acknowledged: Acknowledged[] = []
  /** Everything that a person ever saved as a document, whole. */
  readonly versions = new Set<string>()

  constructor({ office, laptop }: Images) {
    this.office = new Machine('office', office)
    this.laptop = new Machine('laptop', laptop)
  }

  static empty(blocks?: SharedBlocks): Scene {
    return new Scene({ office: new CrashDisk(null, blocks), laptop: new CrashDisk(null, blocks) })
  }

  /** The same, on machines of its own where no program runs yet; `found` is what a crash left on one of them. */
  again(blocks: SharedBlocks, found: Partial<Images> = {}): Scene {
    const copied = ({ power }: Machine): CrashDisk => new CrashDisk(power.disk, blocks)
    const { office = null, laptop = null } = found
    const scene = new Scene({ office: office ?? copied(this.office), laptop: laptop ?? copied(this.laptop) })
    for (const version of this.versions) scene.versions.add(version)
    scene.acknowledged.push(...this.acknowledged)
    return scene
  }

  /** The office as it is, and a laptop that nothing was ever done on. */
  withoutLaptop(blocks: SharedBlocks): Scene {
    const scene = this.again(blocks, { laptop: new CrashDisk(null, blocks) })
    scene.acknowledged.length = 0
    return scene
  }

  /** The power is back on a machine; says what its program found when it opened the folder. */
  restarts(side: Side, variant: CrashVariant): string {
    this[side] = new Machine(side, this[side].power.restart(variant))
    return this[side].open()
  }

  // Making copies

  async createsFile(): Promise<string> {
    const outcome = await createClientFile({ fileName: 'ACME', user: 'ann' }, this.office.ports)
    return this.#made('office', this.office.runs(outcome))
  }

  async joins(): Promise<string> {
    const options = { copyName: 'laptop', user: 'ann' }
    const outcome = await createCopyFrom(visit(this.office), options, this.laptop.ports)
    return this.#made('laptop', this.laptop.runs(outcome))
  }

  // Working

  async edits(side: Side, key: string, text: string): Promise<void> {
    const place = { table: 'tb', key, field: 'name' }
    const { copy } = this[side]
    const { seen } = copy.read('tb', key, 'name')
    const outcome = await copy.edit(place, textValue(text), seen, deed)
    if (outcome.kind === 'acknowledged') this.keeps(side, `${key} = ${text}`, outcome.dot)
  }

  async saves(side: Side, documentId: string, text: string): Promise<void> {
    const { copy } = this[side]
    this.versions.add(text)
    const seen = copy.document(documentId)?.seen ?? ''
    const outcome = await copy.saveDocument(documentId, bytes(text), seen, deed)
    if (outcome.kind === 'acknowledged') this.keeps(side, 'a save', outcome.dot, text)
  }

  async makesDocument(side: Side, name: string, text: string): Promise<void> {
    this.versions.add(text)
    const outcome = await this[side].copy.createDocument(name, bytes(text), deed)
    if (outcome.kind === 'acknowledged') this.keeps(side, name, outcome.dot, text)
  }

  /** Somebody saves a file in the working folder with a program of their own. */
  savesOutside(side: Side, name: string, text: string): void {
    this.versions.add(text)
    this[side].disk.writeWhole(name, bytes(text))
  }

  keeps(side: Side, what: string, dot: Dot, document: string | null = null): void {
    const { copy, ports } = this[side]
    const hash = copy.logs.log(dot.log)?.hashAt(dot.seq) ?? ''
    const content =
      document === null
        ? null
        : { hash: ports.digest.sha256Hex(bytes(document)), sizeBytes: bytes(document).length }
    this.acknowledged.push({ side, what, dot, hash, content })
  }

  // Carrying

  /** The laptop visits the office. What was level is acknowledged there too. */
  async exchanges(): Promise<string> {
    const { laptop, office } = this
    const before = this.acknowledged.filter(({ side }) => side === 'laptop')
    const outcome = await new FolderExchanger(laptop.copy, visit(office), laptop.ports, 'journal').exchange()
    if (outcome.kind !== 'level') return outcome.kind
    for (const { what, dot, hash } of before) {
      this.acknowledged.push({ side: 'office', what: `${what}, delivered`, dot, hash, content: null })
    }
    return outcome.kind
  }

  /** The same through a server over the office's folder, and until those who look into the folder alone find it. */
  async exchangesThroughServer(): Promise<string> {
    const { laptop, office } = this
    const before = this.acknowledged.filter(({ side }) => side === 'laptop')
    const published = await publishFolder(visit(office), office.ports)
    if (published.kind !== 'published') return published.kind
    const server = new SyncServer(async () => published.file, office.ports)
    const answer = await serverClient(directClient(server, 'ann')).connect('ACME')
    if (answer.kind !== 'session') return answer.kind
    const outcome = await openExchange(laptop.copy, answer.session, laptop.ports).exchange()
    if (outcome.kind !== 'level') return outcome.kind
    const isShown = await published.file.close().then(() => true, isNoInterruption)
    if (!isShown) return 'interrupted'
    for (const { what, dot, hash } of before)
      this.acknowledged.push({ side: 'office', what: `${what}, served`, dot, hash, content: null })
    return outcome.kind
  }

  async seals(side: Side = 'office'): Promise<string> {
    const { copy, ports } = this[side]
    return (await new OwnFolderExchange(copy, ports).flush()).kind
  }

  /** Whatever was folded is written down, however little it is. */
  async snapshots(side: Side): Promise<string> {
    const { copy, ports } = this[side]
    const always = { everyEvents: 1, atCloseEvents: 1, growth: 0 }
    return (await new OwnFolderExchange(copy, ports, always).flushToClose()).kind
  }

  /** The office is repaired from what lies on the laptop, and opened. */
  async repairs(): Promise<string> {
    const sources = [{ name: 'laptop', session: visit(this.laptop) }]
    const outcome = await repairCopy(this.office.ports, { sources, as: null })
    return outcome.kind === 'repaired' ? this.office.open() : outcome.kind
  }

  #made(side: Side, kind: string): string {
    if (kind === 'opened') this.keeps(side, 'the copy', { log: this[side].copy.identity.line, seq: 1 })
    return kind
  }
}

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

const isNoInterruption = (trouble: unknown): false => {
  if (trouble instanceof ExchangeInterrupted) return false
  throw trouble
}
