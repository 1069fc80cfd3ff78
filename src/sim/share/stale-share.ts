import type { ArbiterSession, ShareAnswer, ShareClient } from '../../engine/ports/index.ts'

/** How long a client trusts cached names, in milliseconds. */
export interface StaleTimes {
  /** Listings: 10 s under Windows without directory leases, 30 to 60 s over NFS (docs/fidelity.md §1.3). */
  readonly listingMs: number
  /** Absences: 5 s under Windows, up to 60 s over NFS. */
  readonly absenceMs: number
}

/** The slowest documented. */
export const slowestStaleTimes: StaleTimes = { listingMs: 60_000, absenceMs: 60_000 }

/**
 * A share client whose machine caches listings and absences. It sees its own changes at once, and those of others
 * only after the cache has aged. Contents of existing files are always fresh.
 */
export const staleShareClient = (
  client: ShareClient<ArbiterSession>,
  nowMs: () => number,
  times: StaleTimes = slowestStaleTimes,
): ShareClient<ArbiterSession> => {
  const names = new NameCache(nowMs, times)
  return {
    limits: client.limits,
    connect: async (address) => {
      const answer = await client.connect(address)
      return answer.kind === 'session'
        ? { ...answer, session: staleShareSession(answer.session, names) }
        : answer
    },
  }
}

const staleShareSession = (session: ArbiterSession, names: NameCache): ArbiterSession => {
  const asked = <T>(path: string, ask: () => Promise<ShareAnswer<T>>): Promise<ShareAnswer<T>> =>
    names.unlessAbsent(path, ask)
  return {
    read: (path) => asked(path, () => session.read(path)),
    readPart: (path, offset, length) => asked(path, () => session.readPart(path, offset, length)),
    sizeBytes: (path) => asked(path, () => session.sizeBytes(path)),
    list: (path) => names.listed(path, () => session.list(path)),
    writeWhole: (path, bytes) => names.made(path, () => session.writeWhole(path, bytes)),
    writePart: (path, offset, bytes) => names.made(path, () => session.writePart(path, offset, bytes)),
    rename: async (from, to) => {
      const answer = await names.made(to, () => session.rename(from, to))
      if (answer.kind === 'ok') names.gone(from)
      return answer
    },
    // The host decides which of two creators was first, and its answer corrects the cache.
    createExclusive: (path, bytes) => names.made(path, () => session.createExclusive(path, bytes)),
    modifiedMs: (path) => asked(path, () => session.modifiedMs(path)),
    remove: async (path) => {
      const answer = await session.remove(path)
      if (answer.kind === 'ok') names.gone(path)
      return answer
    },
    disconnect: () => session.disconnect(),
  }
}

interface Listing {
  readonly names: Set<string>
  readonly untilMs: number
}

class NameCache {
  readonly #nowMs: () => number
  readonly #times: StaleTimes
  readonly #listings = new Map<string, Listing>()
  readonly #absentUntilMs = new Map<string, number>()

  constructor(nowMs: () => number, times: StaleTimes) {
    this.#nowMs = nowMs
    this.#times = times
  }

  async unlessAbsent<T>(path: string, ask: () => Promise<ShareAnswer<T>>): Promise<ShareAnswer<T>> {
    if ((this.#absentUntilMs.get(path) ?? 0) > this.#nowMs()) return { kind: 'absent' }
    const answer = await ask()
    if (answer.kind === 'absent') this.#absentUntilMs.set(path, this.#nowMs() + this.#times.absenceMs)
    return answer
  }

  async listed(
    path: string,
    ask: () => Promise<ShareAnswer<readonly string[]>>,
  ): Promise<ShareAnswer<readonly string[]>> {
    const known = this.#listings.get(path)
    if (known && known.untilMs > this.#nowMs()) return { kind: 'ok', value: sorted(known.names) }
    const answer = await this.unlessAbsent(path, ask)
    if (answer.kind === 'ok') {
      const untilMs = this.#nowMs() + this.#times.listingMs
      this.#listings.set(path, { names: new Set(answer.value), untilMs })
    }
    return answer
  }

  async made<T>(path: string, make: () => Promise<ShareAnswer<T>>): Promise<ShareAnswer<T>> {
    const answer = await make()
    if (answer.kind !== 'ok') return answer
    for (let made = path; made !== ''; made = folderOf(made)) {
      this.#absentUntilMs.delete(made)
      this.#listings.get(folderOf(made))?.names.add(made.slice(made.lastIndexOf('/') + 1))
    }
    return answer
  }

  gone(path: string): void {
    this.#listings.get(folderOf(path))?.names.delete(path.slice(path.lastIndexOf('/') + 1))
  }
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))

const sorted = (names: ReadonlySet<string>): readonly string[] => [...names].sort((a, b) => (a < b ? -1 : 1))
