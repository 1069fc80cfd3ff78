import { CodecError } from '../../binary/index.ts'
import { othersIn } from '../../content/index.ts'
import type { ShareSession } from '../../ports/index.ts'
import { packPath, packsFolder } from '../../storage/folder/index.ts'
import { ExchangeInterrupted, presentOrNull } from './exchange-trouble.ts'

/** Enough for most chunk lists. Longer ones take further reads. */
const firstBytes = 4096

/**
 * The versions that a folder's packs, except those in `leaving`, depend on. Reads only the fronts. Rejects
 * with ExchangeInterrupted if a pack is unreadable, since its dependencies are then unknown.
 */
export const namedPacks = async (
  session: ShareSession,
  leaving: ReadonlySet<string>,
): Promise<ReadonlySet<string>> => {
  const versions = await versionsIn(session)
  // Reads in parallel: on a slow link, sequential reads would outlast a turn.
  const read = await Promise.all(versions.map((version) => othersOf(session, version)))
  const others = new Map(versions.map((version, index) => [version, read[index] ?? []]))
  const named = new Set<string>()
  const next = [...others.keys()].filter((version) => !leaving.has(version))
  for (let version = next.shift(); version !== undefined; version = next.shift()) {
    for (const other of others.get(version) ?? []) {
      if (named.has(other)) continue
      named.add(other)
      next.push(other)
    }
  }
  return named
}

const versionsIn = async (session: ShareSession): Promise<readonly string[]> => {
  const starts = presentOrNull(await session.list(packsFolder)) ?? []
  const listed = await Promise.all(starts.map((start) => session.list(`${packsFolder}/${start}`)))
  return listed.flatMap((names) => presentOrNull(names) ?? []).filter((name) => /^[0-9a-f]{64}$/.test(name))
}

const othersOf = async (session: ShareSession, version: string): Promise<readonly string[]> => {
  const path = packPath(version)
  let wantedBytes = firstBytes
  for (;;) {
    const start = presentOrNull(await session.readPart(path, 0, wantedBytes))
    // Removed since the listing.
    if (!start) return []
    const others = readable(path, () => othersIn(start))
    if (others) return others
    if (start.length < wantedBytes)
      throw new ExchangeInterrupted({ kind: 'unreadable', path, detail: 'a pack ends before its front does' })
    wantedBytes *= 4
  }
}

const readable = <T>(path: string, read: () => T): T => {
  try {
    return read()
  } catch (trouble) {
    if (!(trouble instanceof CodecError)) throw trouble
    throw new ExchangeInterrupted({ kind: 'unreadable', path, detail: trouble.message })
  }
}
