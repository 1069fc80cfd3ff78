import { Authorship, type Signing } from '../authorship/index.ts'
import { CodecError } from '../binary/index.ts'
import type { Range, RangePorts } from '../codec/index.ts'
import { Chain } from '../event/index.ts'
import type { LineId } from '../identifier/index.ts'
import { must } from '../invariant.ts'
import { CausalLog, type Heads, type Histories, missingHere, missingThere } from '../log/index.ts'
import { type ArbiterSession, type Clock, type Random, sleepMs } from '../ports/index.ts'
import {
  ExchangeInterrupted,
  type ExchangeTrouble,
  fetchBlocks,
  newestOf,
  saidOf,
  writeBlocks,
} from '../replication/exchange/index.ts'
import { Compactor } from '../replication/maintenance/index.ts'
import { type FileFormat, paths, readFormat } from '../storage/folder/index.ts'
import { InstanceHeads } from './instance-heads.ts'
import { Listeners, type PublishedFile } from './published-file.ts'
import { type Settled, Together } from './together.ts'
import { Turns } from './turns.ts'

export interface PublishedFolderPorts extends RangePorts {
  readonly clock: Clock
  readonly random: Random
  /** Left out, nobody's signature is looked at. */
  readonly signing?: Signing
}

/** What one client brought, and the heads that it brought it with. */
interface Brought {
  readonly ranges: readonly Range[]
  readonly heads: Heads
}

export type PublishOutcome =
  | { readonly kind: 'published'; readonly file: PublishedFolder }
  | Exclude<ReturnType<typeof readFormat>, { kind: 'format' }>
  | { readonly kind: 'interrupted'; readonly trouble: ExchangeTrouble }

/** How often an instance looks whether somebody else wrote: one small read for each of those who do. */
export const watchMs = 500

/**
 * A client file in a folder that no program of its own runs over, as one instance gives it out. It remembers the lines so
 * as not to read them again, and nothing that is not in the folder: any number of instances may publish the same one.
 */
export class PublishedFolder implements PublishedFile {
  readonly folder: ArbiterSession
  readonly changes = new Listeners()
  readonly #format: FileFormat
  readonly #ports: PublishedFolderPorts
  readonly #log: CausalLog
  readonly #authorship: Authorship | null
  readonly #instance: InstanceHeads
  readonly #compactor: Compactor
  readonly #turns = new Turns()
  readonly #letIn = new Together(this.#turns, (all: readonly Brought[]) => this.#takeAll(all))
  #shown: Heads = new Map()
  #isOpen = true
  #isUnwritten = false
  #watching: Promise<void> = Promise.resolve()

  /** Made by {@link publishFolder}. */
  constructor(format: FileFormat, folder: ArbiterSession, ports: PublishedFolderPorts) {
    this.folder = folder
    this.#format = format
    this.#ports = ports
    this.#log = new CausalLog(new Chain(ports.digest), {
      apply: () => {},
      abandoned: () => {},
      foldAnew: () => {},
    })
    this.#authorship = ports.signing
      ? new Authorship({
          fileId: format.fileId,
          // Nothing is written here.
          own: () => nobody,
          signing: ports.signing,
          digest: ports.digest,
          lines: this.lines,
        })
      : null
    this.#instance = new InstanceHeads(folder, ports)
    this.#compactor = new Compactor(ports)
  }

  get fileId(): string {
    return this.#format.fileId
  }

  get fileName(): string {
    return this.#format.fileName
  }

  get lines(): Histories {
    return this.#log.histories
  }

  async heads(): Promise<Heads> {
    return this.#shown
  }

  /** Several that come at one moment are written together, and answered when all of it is flushed. */
  takeIn(ranges: readonly Range[], heads: Heads): Promise<readonly string[]> {
    return this.#letIn.take({ ranges, heads })
  }

  /** Looks whether others wrote. Rejects with ExchangeInterrupted. */
  look(): Promise<void> {
    return this.#turns.take(async () => {
      const isMoved = await this.#instance.look()
      if (isMoved) await this.#read()
      if (isMoved || this.#isUnwritten) await this.#write()
    })
  }

  /** Looks again and again, until it is closed. What goes wrong is tried again: requests are told of it. */
  watch(): void {
    this.#watching = this.#watch()
  }

  /** Resolves when everything that was let in here is shown to all who look into the folder. */
  async close(): Promise<void> {
    this.#isOpen = false
    await this.#watching
    await this.#turns.take(() => this.#instance.hand(this.lines))
  }

  // Each is judged by itself; what is written is written for all.
  async #takeAll(all: readonly Brought[]): Promise<readonly Settled<readonly string[]>[]> {
    const settled = all.map((brought): Settled<readonly string[]> => {
      try {
        return { kind: 'done', value: this.#take(brought) }
      } catch (trouble) {
        return { kind: 'failed', trouble }
      }
    })
    await this.#write()
    return settled
  }

  /** The reasons of what was not let in. */
  #take({ ranges, heads }: Brought): readonly string[] {
    const admitted = this.#authorship ? this.#authorship.admitted(ranges, heads) : ranges
    for (const range of admitted) this.#log.offer(range)
    this.#log.applyReady()
    this.#authorship?.adopt(heads)
    if (admitted.length === ranges.length) return []
    return (this.#authorship?.refusals() ?? []).map(({ detail }) => detail)
  }

  async #watch(): Promise<void> {
    while (this.#isOpen) {
      await sleepMs(this.#ports.clock, watchMs)
      await this.tend().catch((trouble: unknown) => {
        if (!(trouble instanceof ExchangeInterrupted) && !(trouble instanceof CodecError)) throw trouble
      })
    }
  }

  showAll(): Promise<void> {
    return this.#turns.take(() => this.#instance.announce(this.lines))
  }

  /** Looks once, and sees to it that those who look into the folder alone find what was let in. */
  async tend(): Promise<void> {
    await this.look()
    await this.showAll()
    await this.#compactor.look(this.folder)
  }

  async #read(): Promise<void> {
    let heads: Heads = new Map()
    // A history that is longer than one look brings is read in several.
    for (let before = -1; this.#eventCount > before;) {
      before = this.#eventCount
      this.#instance.join(this.lines)
      const { heads: found, newest } = this.#instance.found
      heads = this.#authorship ? this.#authorship.sound(found) : found
      const missing = missingHere(heads, this.lines)
      if (missing.length === 0) break
      const { said, unsaid } = saidOf(missing, { heads, newest }, (line, seq) => this.lines.hashAt(line, seq))
      const brought = [...said, ...(await fetchBlocks(this.folder, this.#ports, unsaid, this.lines))]
      const admitted = this.#authorship ? this.#authorship.admitted(brought, heads) : brought
      for (const range of admitted) this.#log.offer(range)
      this.#log.applyReady()
    }
    this.#authorship?.adopt(heads)
  }

  // What could not be written yet is written with the next that comes, and shown to nobody before.
  async #write(): Promise<void> {
    this.#isUnwritten = true
    const mine = this.#signed(this.lines.heads())
    const unsent = missingThere(mine, this.#instance.found.heads, this.lines)
    if (unsent.length > 0 || this.#authorship?.isBeyond(this.#instance.found.heads)) {
      const log = ({ line, seq, hash }: (typeof unsent)[number]) => this.lines.historyWith(line, seq, hash)
      await writeBlocks(this.folder, this.#ports, unsent, log)
      const plain = unsent.filter(({ line }) => !this.lines.isSplit(line))
      const lines = new Set([...unsent.map(({ line }) => line), ...this.#signedBeyond(mine)])
      const entries = [...lines].map(
        (line) => [line, must(mine.get(line), 'a line that was sent has a head')] as const,
      )
      await this.#instance.add({ heads: new Map(entries), newest: newestOf(plain, log) }, this.lines)
    }
    this.#isUnwritten = false
    this.#shown = mine
    this.changes.tell()
  }

  #signed(heads: Heads): Heads {
    return this.#authorship ? this.#authorship.withSignatures(heads) : heads
  }

  #signedBeyond(mine: Heads): readonly LineId[] {
    const found = this.#instance.found.heads
    return [...mine.values()]
      .filter(({ line, signed }) => (signed?.seq ?? 0) > (found.get(line)?.signed?.seq ?? 0))
      .map(({ line }) => line)
  }

  get #eventCount(): number {
    return this.lines.all().reduce((sum, { log }) => sum + log.seq, 0)
  }
}

const nobody = '' as LineId

/** Opens the folder of a client file, to be given out. Nothing in it is changed. */
export const publishFolder = async (
  folder: ArbiterSession,
  ports: PublishedFolderPorts,
): Promise<PublishOutcome> => {
  const answer = await folder.read(paths.format)
  if (answer.kind !== 'ok' && answer.kind !== 'absent') return { kind: 'interrupted', trouble: answer }
  const found = readFormat(answer.kind === 'ok' ? answer.value : null)
  if (found.kind !== 'format') return found
  const file = new PublishedFolder(found.format, folder, ports)
  try {
    await file.look()
    return { kind: 'published', file }
  } catch (trouble) {
    if (trouble instanceof ExchangeInterrupted) return { kind: 'interrupted', trouble: trouble.trouble }
    throw trouble
  }
}
