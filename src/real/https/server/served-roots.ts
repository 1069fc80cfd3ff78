import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'

import type { Cancel, Clock } from '../../../engine/ports/index.ts'
import { ExchangeInterrupted } from '../../../engine/replication/exchange/index.ts'
import {
  type PublishedFile,
  type PublishedFolder,
  publishFolder,
  type PublishOutcome,
} from '../../../engine/server/index.ts'
import { paths } from '../../../engine/storage/folder/index.ts'
import { realClock, realCompression, realDigest, realRandom, realSignature } from '../../machine/index.ts'
import { folderShare } from '../../share/index.ts'

/** Names that may be published: a single folder's, which leads nowhere else. */
const publishable = /^(?!\.)[^/\\\0]{1,200}$/

/** A server has no keys: it verifies and signs nothing. */
const signing = { scheme: realSignature, keys: { read: () => null, keep: () => {} } }

export const serverPorts = {
  clock: realClock,
  digest: realDigest,
  random: realRandom,
  compression: realCompression,
  signing,
}

/** An unused file is closed after this: its locks are released and its folder is no longer polled. */
export const idleMs = 15 * 60_000
const pollEveryMs = 60_000

interface Opened {
  readonly file: Promise<PublishedFolder | null>
  askedAtMs: number
}

/** The client files directly under some folders, each published under its folder's name. */
export class ServedRoots {
  readonly #roots: readonly string[]
  readonly #clock: Clock
  readonly #published = new Map<string, Opened>()
  readonly #closing = new Set<Promise<void>>()
  #stopPolling: Cancel | null = null

  constructor(roots: readonly string[], clock: Clock = realClock) {
    this.#roots = roots
    this.#clock = clock
  }

  /**
   * The published names, and those that two roots share and so cannot be published. Rejects if a root cannot be read.
   */
  async names(): Promise<{ readonly published: readonly string[]; readonly twice: readonly string[] }> {
    const names: string[] = []
    for (const root of this.#roots)
      for (const name of (await readdir(root)).sort()) if (await isClientFile(root, name)) names.push(name)
    const twice = names.filter((name, index) => names.indexOf(name) !== index)
    return { published: [...new Set(names)], twice }
  }

  /**
   * Opens a file at its first request, and keeps it while in use. Rejects with ExchangeInterrupted, or a reason for
   * people.
   */
  async find(name: string): Promise<PublishedFile | null> {
    const known = this.#published.get(name)
    if (known) {
      known.askedAtMs = this.#clock.nowMs()
      return known.file
    }
    const file = this.#open(name)
    this.#stopPolling ??= this.#pollLater()
    this.#published.set(name, { file, askedAtMs: this.#clock.nowMs() })
    const forget = (): void => void this.#published.delete(name)
    file.then((found) => found ?? forget(), forget)
    return file
  }

  get openCount(): number {
    return this.#published.size
  }

  /** Hands over all accepted writes. */
  async close(): Promise<void> {
    this.#stopPolling?.()
    for (const [name, { file }] of this.#published) this.#letGo(name, file)
    const outcomes = await Promise.allSettled(this.#closing)
    const failed = outcomes.find((outcome) => outcome.status === 'rejected')
    if (failed) throw failed.reason
  }

  #pollLater(): Cancel {
    return this.#clock.after(pollEveryMs, () => {
      this.#closeIdle()
      this.#stopPolling = this.#published.size > 0 ? this.#pollLater() : null
    })
  }

  // Nothing runs that long, and no long poll waits. A request now opens the file again: two openings act
  // like two instances.
  #closeIdle(): void {
    const beforeMs = this.#clock.nowMs() - idleMs
    for (const [name, { file, askedAtMs }] of this.#published)
      if (askedAtMs <= beforeMs) this.#letGo(name, file)
  }

  #letGo(name: string, file: Opened['file']): void {
    this.#published.delete(name)
    const closing = file.then((found) => found?.close(), ignored)
    this.#closing.add(closing)
    // Writes that cannot be handed over now are in the instance's own heads file, where the next opener finds them.
    const over = (): void => void this.#closing.delete(closing)
    closing.then(over, over)
  }

  async #open(name: string): Promise<PublishedFolder | null> {
    for (const root of this.#roots) {
      if (!(await isClientFile(root, name))) continue
      const answer = await folderShare.connect(join(root, name))
      if (answer.kind !== 'session') throw new ExchangeInterrupted({ kind: 'lost', detail: answer.detail })
      const outcome = await publishFolder(answer.session, serverPorts)
      if (outcome.kind !== 'published') throw asInterrupted(outcome)
      outcome.file.watch()
      return outcome.file
    }
    return null
  }
}

const ignored = (): void => {}

const asInterrupted = (outcome: Exclude<PublishOutcome, { kind: 'published' }>): ExchangeInterrupted => {
  if (outcome.kind === 'interrupted') return new ExchangeInterrupted(outcome.trouble)
  const detail = outcome.kind === 'not-a-copy' ? 'it is not a client file' : outcome.detail
  return new ExchangeInterrupted({ kind: 'unreadable', path: paths.format, detail })
}

// A link could lead to an unpublished place.
const isClientFile = async (root: string, name: string): Promise<boolean> => {
  if (!publishable.test(name)) return false
  const folder = await lstat(join(root, name)).catch(() => null)
  if (!folder?.isDirectory()) return false
  const format = await lstat(join(root, name, ...paths.format.split('/'))).catch(() => null)
  return format?.isFile() ?? false
}
