import {
  encodeHeads,
  type FolderHeads,
  type Heads,
  type Histories,
  type Holds,
  joinHeads,
  joinNewest,
  lacksNothing,
  missingThere,
  type Newest,
} from '../log/index.ts'
import { type Digest, drawCauses, type Random, type ShareSession } from '../ports/index.ts'
import {
  announce,
  carriedOut,
  type MarkedHeads,
  noHeads,
  presentOrNull,
  readHeads,
  readHeadsMark,
} from '../replication/exchange/index.ts'
import { instancePath, paths } from '../storage/folder/index.ts'

const nothing: FolderHeads = { heads: new Map(), newest: [] }

/**
 * Where an instance says what it let in: a heads file of its own, which nobody else writes. So what was acknowledged is
 * never lost to another instance that writes at the same moment. It is joined into the folder's heads, for those who
 * look there alone, soon afterwards, and again where somebody overwrote that.
 */
export class InstanceHeads {
  readonly #folder: ShareSession
  readonly #digest: Digest
  readonly #path: string
  #own: FolderHeads = nothing
  #main: MarkedHeads = noHeads
  readonly #others = new Map<string, MarkedHeads>()
  #found: FolderHeads = nothing

  constructor(folder: ShareSession, ports: { readonly digest: Digest; readonly random: Random }) {
    this.#folder = folder
    this.#digest = ports.digest
    this.#path = instancePath(ports.random.bytes(8, drawCauses.serverInstance()).toHex())
  }

  /** What the folder shows, by whomever it was written. */
  get found(): FolderHeads {
    return this.#found
  }

  /** Reads what others wrote; whether any of it is new. */
  async look(): Promise<boolean> {
    const names = presentOrNull(await this.#folder.list(paths.instancesFolder)) ?? []
    const main = await this.#reread(this.#main, paths.heads)
    let isMoved = main !== this.#main
    this.#main = main
    for (const name of names) {
      const path = instancePath(name)
      if (path === this.#path) continue
      const known = this.#others.get(name) ?? noHeads
      const read = await this.#reread(known, path)
      this.#others.set(name, read)
      isMoved ||= read !== known
    }
    return isMoved
  }

  /**
   * Joins what was read: of each line the further end counts, and another one too as soon as it is known to be no part of
   * it. To be called again when more was read.
   */
  join(lines: Histories): void {
    const holds: Holds = (line, seq, hash) =>
      lines.receivedSeq(line) < seq || lines.historyWith(line, seq, hash) !== null
    let heads: Heads = this.#own.heads
    let newest: Newest = this.#own.newest
    for (const each of [this.#main, ...this.#others.values()]) {
      heads = joinHeads(each.heads, heads, holds)
      newest = [...newest, ...each.newest]
    }
    this.#found = { heads, newest }
  }

  /** Says what was let in; flushed when it resolves. */
  async add(letIn: FolderHeads, lines: Histories): Promise<void> {
    const heads = joinHeads(this.#own.heads, letIn.heads, holdsIn(lines))
    const own = { heads, newest: joinNewest(letIn.newest, this.#own.newest) }
    carriedOut(await this.#folder.writeWhole(this.#path, encodeHeads(own, this.#digest)))
    this.#own = own
    this.#found = {
      heads: joinHeads(this.#found.heads, letIn.heads, holdsIn(lines)),
      newest: joinNewest(letIn.newest, this.#found.newest),
    }
  }

  /** Puts what instances let in among the folder's heads, where it is not: also what one did that is gone since. */
  async announce(lines: Histories): Promise<void> {
    if (!this.#isBeyondMain(lines)) return
    // What somebody announced meanwhile would be overwritten.
    this.#main = await readHeads(this.#folder, this.#digest, this.#main)
    if (!this.#isBeyondMain(lines)) return
    const written = { ...this.#found, holds: holdsIn(lines) }
    this.#main = await announce(this.#folder, { digest: this.#digest }, this.#main, written)
  }

  /** Hands over what was let in here, and takes the own file away once that is surely among the folder's heads. */
  async hand(lines: Histories): Promise<void> {
    if (this.#own.heads.size === 0) return
    await this.announce(lines)
    const main = await readHeads(this.#folder, this.#digest, noHeads)
    const isThere = missingThere(this.#own.heads, main.heads, lines).length === 0
    if (isThere && lacksNothing(main.heads, lines)) presentOrNull(await this.#folder.remove(this.#path))
  }

  #isBeyondMain(lines: Histories): boolean {
    return (
      missingThere(this.#found.heads, this.#main.heads, lines).length > 0 ||
      [...this.#found.heads.values()].some(
        ({ line, signed }) => (signed?.seq ?? 0) > (this.#main.heads.get(line)?.signed?.seq ?? 0),
      )
    )
  }

  // The first bytes say whether it is as it was.
  async #reread(known: MarkedHeads, path: string): Promise<MarkedHeads> {
    const mark = await readHeadsMark(this.#folder, path)
    return mark === known.mark ? known : readHeads(this.#folder, this.#digest, known, { path })
  }
}

const holdsIn =
  (lines: Histories): Holds =>
  (line, seq, hash) =>
    lines.historyWith(line, seq, hash) !== null
