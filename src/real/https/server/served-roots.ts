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

/** A name under which a file may be published: one folder's, and nothing that leads anywhere else. */
const publishable = /^(?!\.)[^/\\\0]{1,200}$/

/** Nobody's keys lie on a server: it verifies, and signs nothing. */
const signing = { scheme: realSignature, keys: { read: () => null, keep: () => {} } }

/** What a server works with on this machine. */
export const serverPorts = {
  clock: realClock,
  digest: realDigest,
  random: realRandom,
  compression: realCompression,
  signing,
}

/** A file that nobody asked for in so long is closed: its lines are let go of, and its folder is not looked at any more. */
export const idleMs = 15 * 60_000
const pollEveryMs = 60_000

interface Opened {
  readonly file: Promise<PublishedFolder | null>
  askedAtMs: number
}

/** The client files that lie right under one of some folders, each published under its folder's name. */
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

  /** The names that are published now, and those that lie under two roots and so cannot be. Rejects where a root cannot be read. */
  async names(): Promise<{ readonly published: readonly string[]; readonly twice: readonly string[] }> {
    const names: string[] = []
    for (const root of this.#roots)
      for (const name of (await readdir(root)).sort()) if (await isClientFile(root, name)) names.push(name)
    const twice = names.filter((name, index) => names.indexOf(name) !== index)
    return { published: [...new Set(names)], twice }
  }

  /** Opened at the first request, and kept while it is asked for. Rejects with ExchangeInterrupted or a reason that a person can read. */
  async find(name: string): Promise<PublishedFile | null> {
    const known = this.#published.get(name)
    if (known) {
      known.askedAtMs = this.#clock.nowMs()
      return known.file
    }
    const file = this.#open(name)
    this.#stopPolling ??= this.#pollLater()
    this.#published.set(name, { file, askedAtMs: this.#clock.nowMs() })
    // What is not there now may be there at the next request.
    const forget = (): void => void this.#published.delete(name)
    file.then((found) => found ?? forget(), forget)
    return file
  }

  /** How many files are open. */
  get openCount(): number {
    return this.#published.size
  }

  /** Hands over everything that was let in. */
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

  // No request lasts so long, and none is waiting there. One that comes at this moment opens it anew: two at once are as
  // two instances are.
  #closeIdle(): void {
    const beforeMs = this.#clock.nowMs() - idleMs
    for (const [name, { file, askedAtMs }] of this.#published)
      if (askedAtMs <= beforeMs) this.#letGo(name, file)
  }

  #letGo(name: string, file: Opened['file']): void {
    this.#published.delete(name)
    const closing = file.then((found) => found?.close(), ignored)
    this.#closing.add(closing)
    // What cannot be handed over now lies in the instance's own heads file, where whoever opens the folder next finds it.
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
  const detail = outcome.kind === 'not-a-copy' ? 'it is no client file' : outcome.detail
  return new ExchangeInterrupted({ kind: 'unreadable', path: paths.format, detail })
}

// A link could lead to where nobody meant to publish anything.
const isClientFile = async (root: string, name: string): Promise<boolean> => {
  if (!publishable.test(name)) return false
  const folder = await lstat(join(root, name)).catch(() => null)
  if (!folder?.isDirectory()) return false
  const format = await lstat(join(root, name, ...paths.format.split('/'))).catch(() => null)
  return format?.isFile() ?? false
}
