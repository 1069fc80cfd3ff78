import {
  encodeVersionVector,
  type FolderVersions,
  type VersionVector,
  type Histories,
  type Holds,
  mergeVersionVectors,
  mergeRecentEvents,
  lacksNothing,
  missingThere,
  type RecentEvents,
} from '../log/index.ts'
import { type Digest, drawCauses, type Random, type ShareSession } from '../ports/index.ts'
import {
  announce,
  carriedOut,
  type TaggedVersions,
  noVersions,
  presentOrNull,
  readVersions,
  readVersionsEtag,
} from '../replication/exchange/index.ts'
import { instancePath, paths } from '../storage/folder/index.ts'

const nothing: FolderVersions = { versions: new Map(), recentEvents: [] }

/**
 * One instance's versions in a file of its own, so that instances never overwrite an acknowledged version.
 * Soon merges them into the folder's vector, for clients that read only that. Repeats this if a concurrent
 * write overwrote the merge.
 */
export class InstanceVersions {
  readonly #folder: ShareSession
  readonly #digest: Digest
  readonly #path: string
  #own: FolderVersions = nothing
  #main: TaggedVersions = noVersions
  readonly #others = new Map<string, TaggedVersions>()
  #found: FolderVersions = nothing

  constructor(folder: ShareSession, ports: { readonly digest: Digest; readonly random: Random }) {
    this.#folder = folder
    this.#digest = ports.digest
    this.#path = instancePath(ports.random.bytes(8, drawCauses.serverInstance()).toHex())
  }

  /** Merged versions of all writers in the folder. */
  get found(): FolderVersions {
    return this.#found
  }

  /** Returns true if another writer's versions changed. */
  async poll(): Promise<boolean> {
    const names = presentOrNull(await this.#folder.list(paths.instancesFolder)) ?? []
    const main = await this.#reread(this.#main, paths.versionVector)
    let isMoved = main !== this.#main
    this.#main = main
    for (const name of names) {
      const path = instancePath(name)
      if (path === this.#path) continue
      const known = this.#others.get(name) ?? noVersions
      const read = await this.#reread(known, path)
      this.#others.set(name, read)
      isMoved ||= read !== known
    }
    return isMoved
  }

  /**
   * Takes the longer history of each log, and keeps both if they are known to differ. Call again after
   * reading more events.
   */
  join(logs: Histories): void {
    const holds: Holds = (logId, seq, hash) =>
      logs.receivedSeq(logId) < seq || logs.historyWith(logId, seq, hash) !== null
    let versions: VersionVector = this.#own.versions
    let recentEvents: RecentEvents = this.#own.recentEvents
    for (const each of [this.#main, ...this.#others.values()]) {
      versions = mergeVersionVectors(each.versions, versions, holds)
      recentEvents = [...recentEvents, ...each.recentEvents]
    }
    this.#found = { versions, recentEvents }
  }

  /** Durable once resolved. */
  async add(letIn: FolderVersions, logs: Histories): Promise<void> {
    const versions = mergeVersionVectors(this.#own.versions, letIn.versions, holdsIn(logs))
    const own = {
      versions,
      recentEvents: mergeRecentEvents(letIn.recentEvents, this.#own.recentEvents),
    }
    carriedOut(await this.#folder.writeWhole(this.#path, encodeVersionVector(own, this.#digest)))
    this.#own = own
    this.#found = {
      versions: mergeVersionVectors(this.#found.versions, letIn.versions, holdsIn(logs)),
      recentEvents: mergeRecentEvents(letIn.recentEvents, this.#found.recentEvents),
    }
  }

  /** Includes versions of stopped instances. */
  async announce(logs: Histories): Promise<void> {
    if (!this.#isBeyondMain(logs)) return
    // A blind write would overwrite a concurrent announcement.
    this.#main = await readVersions(this.#folder, this.#digest, this.#main)
    if (!this.#isBeyondMain(logs)) return
    const written = { ...this.#found, holds: holdsIn(logs) }
    this.#main = await announce(this.#folder, { digest: this.#digest }, this.#main, written)
  }

  /** Removes this instance's file once the folder's vector certainly includes its versions. */
  async handOver(logs: Histories): Promise<void> {
    if (this.#own.versions.size === 0) return
    await this.announce(logs)
    const main = await readVersions(this.#folder, this.#digest, noVersions)
    const isThere = missingThere(this.#own.versions, main.versions, logs).length === 0
    if (isThere && lacksNothing(main.versions, logs)) presentOrNull(await this.#folder.remove(this.#path))
  }

  #isBeyondMain(logs: Histories): boolean {
    return (
      missingThere(this.#found.versions, this.#main.versions, logs).length > 0 ||
      [...this.#found.versions.values()].some(
        ({ log: logId, signed }) => (signed?.seq ?? 0) > (this.#main.versions.get(logId)?.signed?.seq ?? 0),
      )
    )
  }

  // The etag in the first bytes tells whether the file changed.
  async #reread(known: TaggedVersions, path: string): Promise<TaggedVersions> {
    const etag = await readVersionsEtag(this.#folder, path)
    return etag === known.etag ? known : readVersions(this.#folder, this.#digest, known, { path })
  }
}

const holdsIn =
  (logs: Histories): Holds =>
  (logId, seq, hash) =>
    logs.historyWith(logId, seq, hash) !== null
