import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'

import {
  ExchangeInterrupted,
  paths,
  type PublishedFile,
  type PublishedFolder,
  publishFolder,
  type PublishOutcome,
} from '../../engine/index.ts'
import { realClock } from '../clock.ts'
import { realCompression } from '../compression.ts'
import { realDigest } from '../digest.ts'
import { folderShare } from '../folder-share.ts'
import { realRandom } from '../random.ts'
import { realSignature } from '../signature.ts'

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

/** The client files that lie right under one of some folders, each published under its folder's name. */
export class ServedRoots {
  readonly #roots: readonly string[]
  readonly #published = new Map<string, Promise<PublishedFolder | null>>()

  constructor(roots: readonly string[]) {
    this.#roots = roots
  }

  /** The names that are published now, and those that lie under two roots and so cannot be. Rejects where a root cannot be read. */
  async names(): Promise<{ readonly published: readonly string[]; readonly twice: readonly string[] }> {
    const names: string[] = []
    for (const root of this.#roots)
      for (const name of (await readdir(root)).sort()) if (await isClientFile(root, name)) names.push(name)
    const twice = names.filter((name, index) => names.indexOf(name) !== index)
    return { published: [...new Set(names)], twice }
  }

  /** Opened at the first request, and kept. Rejects with ExchangeInterrupted or a reason that a person can read. */
  async find(name: string): Promise<PublishedFile | null> {
    const known = this.#published.get(name)
    if (known) return known
    const opening = this.#open(name)
    this.#published.set(name, opening)
    // What is not there now may be there at the next request.
    const forget = (): void => void this.#published.delete(name)
    opening.then((file) => file ?? forget(), forget)
    return opening
  }

  /** Hands over everything that was let in. */
  async close(): Promise<void> {
    const opened = await Promise.allSettled(this.#published.values())
    const files = opened.flatMap((each) => (each.status === 'fulfilled' ? (each.value ?? []) : []))
    await Promise.all(files.map((file) => file.close()))
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
