import { Authorship, type Signing } from '../authorship/index.ts'
import { CodecError } from '../binary/index.ts'
import type { Range, RangePorts } from '../codec/index.ts'
import { HashChain } from '../event/index.ts'
import type { LogId } from '../identifier/index.ts'
import { must } from '../invariant.ts'
import { CausalLogs, type VersionVector, type Histories, missingHere, missingThere } from '../log/index.ts'
import { type ArbiterSession, type Clock, type Random, sleepMs } from '../ports/index.ts'
import {
  ExchangeInterrupted,
  type ExchangeTrouble,
  fetchBlocks,
  recentEventsOf,
  lackingOf,
  writeBlocks,
} from '../replication/exchange/index.ts'
import { Compactor } from '../replication/maintenance/index.ts'
import { type FileFormat, paths, readFormat } from '../storage/folder/index.ts'
import { type CommitOutcome, GroupCommit } from './group-commit.ts'
import { InstanceVersions } from './instance-versions.ts'
import { Listeners, type PublishedFile } from './published-file.ts'
import { SerialQueue } from './serial-queue.ts'

export interface PublishedFolderPorts extends RangePorts {
  readonly clock: Clock
  readonly random: Random
  /** Without it, signatures are not checked. */
  readonly signing?: Signing
}

interface Brought {
  readonly ranges: readonly Range[]
  readonly versions: VersionVector
}

export type PublishOutcome =
  | { readonly kind: 'published'; readonly file: PublishedFolder }
  | Exclude<ReturnType<typeof readFormat>, { kind: 'format' }>
  | { readonly kind: 'interrupted'; readonly trouble: ExchangeTrouble }

/** One small read per writer. */
export const watchMs = 500

/**
 * Publishes a client file from a folder that no other program serves. Caches the logs, but keeps no state
 * outside the folder, so any number of instances may publish it.
 */
export class PublishedFolder implements PublishedFile {
  readonly folder: ArbiterSession
  readonly changes = new Listeners()
  readonly #format: FileFormat
  readonly #ports: PublishedFolderPorts
  readonly #log: CausalLogs
  readonly #authorship: Authorship | null
  readonly #instance: InstanceVersions
  readonly #compactor: Compactor
  readonly #queue = new SerialQueue()
  readonly #groupCommit = new GroupCommit(this.#queue, (all: readonly Brought[]) => this.#ingestAll(all))
  #shown: VersionVector = new Map()
  #isOpen = true
  #isUnwritten = false
  #watching: Promise<void> = Promise.resolve()

  /** Use {@link publishFolder}. */
  constructor(format: FileFormat, folder: ArbiterSession, ports: PublishedFolderPorts) {
    this.folder = folder
    this.#format = format
    this.#ports = ports
    this.#log = new CausalLogs(new HashChain(ports.digest), {
      apply: () => {},
      abandoned: () => {},
      rebuild: () => {},
    })
    this.#authorship = ports.signing
      ? new Authorship({
          fileId: format.fileId,
          // A server writes no log of its own.
          own: () => nobody,
          signing: ports.signing,
          digest: ports.digest,
          logs: this.logs,
        })
      : null
    this.#instance = new InstanceVersions(folder, ports)
    this.#compactor = new Compactor(ports)
  }

  get fileId(): string {
    return this.#format.fileId
  }

  get fileName(): string {
    return this.#format.fileName
  }

  get logs(): Histories {
    return this.#log.histories
  }

  async versions(): Promise<VersionVector> {
    return this.#shown
  }

  /** Concurrent calls share one write, and resolve once it is flushed. */
  ingest(ranges: readonly Range[], versions: VersionVector): Promise<readonly string[]> {
    return this.#groupCommit.submit({ ranges, versions })
  }

  /** Rejects with ExchangeInterrupted. */
  poll(): Promise<void> {
    return this.#queue.run(async () => {
      const isMoved = await this.#instance.poll()
      if (isMoved) await this.#read()
      if (isMoved || this.#isUnwritten) await this.#write()
    })
  }

  /** Polls until closed. Retries failures, since requests report them. */
  watch(): void {
    this.#watching = this.#watch()
  }

  /** Resolves once all ingested events are visible to readers of the folder. */
  async close(): Promise<void> {
    this.#isOpen = false
    await this.#watching
    await this.#queue.run(() => this.#instance.handOver(this.logs))
  }

  // Accepts or refuses each separately, then writes all together.
  async #ingestAll(all: readonly Brought[]): Promise<readonly CommitOutcome<readonly string[]>[]> {
    const outcomes = all.map((brought): CommitOutcome<readonly string[]> => {
      try {
        return { kind: 'done', value: this.#ingestOne(brought) }
      } catch (trouble) {
        return { kind: 'failed', trouble }
      }
    })
    await this.#write()
    return outcomes
  }

  /** Returns the reasons for refused events. */
  #ingestOne({ ranges, versions }: Brought): readonly string[] {
    const admitted = this.#authorship ? this.#authorship.admitted(ranges, versions) : ranges
    for (const range of admitted) this.#log.offer(range)
    this.#log.applyReady()
    this.#authorship?.adopt(versions)
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
    return this.#queue.run(() => this.#instance.announce(this.logs))
  }

  async tend(): Promise<void> {
    await this.poll()
    await this.showAll()
    await this.#compactor.runIfDue(this.folder)
  }

  async #read(): Promise<void> {
    let versions: VersionVector = new Map()
    // A long history takes several rounds.
    for (let before = -1; this.#eventCount > before;) {
      before = this.#eventCount
      this.#instance.join(this.logs)
      const { versions: found, recentEvents } = this.#instance.found
      versions = this.#authorship ? this.#authorship.sound(found) : found
      const missing = missingHere(versions, this.logs)
      if (missing.length === 0) break
      const { recent, remaining } = lackingOf(missing, { versions, recentEvents }, (logId, seq) =>
        this.logs.hashAt(logId, seq),
      )
      const brought = [...recent, ...(await fetchBlocks(this.folder, this.#ports, remaining, this.logs))]
      const admitted = this.#authorship ? this.#authorship.admitted(brought, versions) : brought
      for (const range of admitted) this.#log.offer(range)
      this.#log.applyReady()
    }
    this.#authorship?.adopt(versions)
  }

  // A failed write is retried with the next one. Until then, the events stay unpublished.
  async #write(): Promise<void> {
    this.#isUnwritten = true
    const mine = this.#signed(this.logs.versions())
    const unsent = missingThere(mine, this.#instance.found.versions, this.logs)
    if (unsent.length > 0 || this.#authorship?.isBeyond(this.#instance.found.versions)) {
      const log = ({ log: logId, seq, hash }: (typeof unsent)[number]) =>
        this.logs.historyWith(logId, seq, hash)
      await writeBlocks(this.folder, this.#ports, unsent, log)
      const plain = unsent.filter(({ log: logId }) => !this.logs.isForked(logId))
      const logIds = new Set([...unsent.map(({ log: logId }) => logId), ...this.#signedBeyond(mine)])
      const entries = [...logIds].map(
        (logId) => [logId, must(mine.get(logId), 'a log that was sent has a version')] as const,
      )
      await this.#instance.add(
        { versions: new Map(entries), recentEvents: recentEventsOf(plain, log) },
        this.logs,
      )
    }
    this.#isUnwritten = false
    this.#shown = mine
    this.changes.emit()
  }

  #signed(versions: VersionVector): VersionVector {
    return this.#authorship ? this.#authorship.withSignatures(versions) : versions
  }

  #signedBeyond(mine: VersionVector): readonly LogId[] {
    const found = this.#instance.found.versions
    return [...mine.values()]
      .filter(({ log: logId, signed }) => (signed?.seq ?? 0) > (found.get(logId)?.signed?.seq ?? 0))
      .map(({ log: logId }) => logId)
  }

  get #eventCount(): number {
    return this.logs.all().reduce((sum, { log }) => sum + log.seq, 0)
  }
}

const nobody = '' as LogId

/** Changes nothing in the folder. */
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
    await file.poll()
    return { kind: 'published', file }
  } catch (trouble) {
    if (trouble instanceof ExchangeInterrupted) return { kind: 'interrupted', trouble: trouble.trouble }
    throw trouble
  }
}
