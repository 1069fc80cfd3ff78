import { parseBlockName } from '../event/block.ts'
import { CodecError } from '../event/byte-reader.ts'
import { decodeHeads, type FolderHeads, headsMark, headsPreambleBytes } from '../event/heads.ts'
import { type Newest, stretchOf } from '../event/newest.ts'
import { decodeRange, type Range } from '../event/range-codec.ts'
import { lineFolder, paths } from '../folder/layout.ts'
import type { Digest } from '../ports/digest.ts'
import type { ShareSession } from '../ports/share-client.ts'
import type { MissingBlocks } from './missing.ts'
import { ExchangeInterrupted, presentOrNull } from './trouble.ts'

/** The idle check: one small read. Null where the folder has no heads yet. */
export const readHeadsMark = async (session: ShareSession): Promise<string | null> => {
  const bytes = presentOrNull(await session.readPart(paths.heads, 0, headsPreambleBytes))
  return bytes ? readable(paths.heads, () => headsMark(bytes)) : null
}

/** The heads of a folder as they were read at some time, with the mark that stands for them. */
export interface MarkedHeads extends FolderHeads {
  readonly mark: string | null
}

/** Of a folder that has no heads yet. */
export const noHeads: MarkedHeads = { mark: null, heads: new Map(), newest: [] }

/** `known` is what was read there before: the same mark means the same heads, and they need not be taken apart again. */
export const readHeads = async (
  session: ShareSession,
  digest: Digest,
  known: MarkedHeads | null,
): Promise<MarkedHeads> => {
  const bytes = presentOrNull(await session.read(paths.heads))
  if (!bytes) return noHeads
  return readable(paths.heads, () => {
    const mark = headsMark(bytes)
    return known?.mark === mark ? known : { mark, ...decodeHeads(bytes, digest) }
  })
}

/**
 * What is lacking, line by line, from what the heads say of the newest, or else from the files of its blocks, all of
 * which are fetched at once and checked. A block that is not there (a stale listing, or a
 * carrier cut off in between) ends its line's list early; the rest comes with a later exchange.
 */
export const fetchMissing = async (
  session: ShareSession,
  digest: Digest,
  missing: readonly MissingBlocks[],
  newest: Newest,
): Promise<readonly Range[]> => {
  const stretches = readable(paths.heads, () =>
    missing.map(({ line, have, seq }) => stretchOf(newest, line, have, seq)),
  )
  if (stretches.every((stretch) => stretch !== null)) return stretches.flat()
  const ofLine = async (line: MissingBlocks, index: number): Promise<readonly Range[]> =>
    stretches[index] ?? fetchLine(session, digest, line)
  return (await Promise.all(missing.map(ofLine))).flat()
}

const fetchLine = async (
  session: ShareSession,
  digest: Digest,
  missing: MissingBlocks,
): Promise<readonly Range[]> => {
  const names = missing.blocks.every((block) => block.hashStart)
    ? namesOf(missing)
    : await listNames(session, missing)
  const parts = await Promise.all(
    names.map(async (name) => {
      const path = `${lineFolder(missing.line)}/${name}`
      const bytes = presentOrNull(await session.read(path))
      return bytes ? readable(path, () => decodeRange(bytes, digest)) : null
    }),
  )
  const firstAbsent = parts.indexOf(null)
  return parts.slice(0, firstAbsent === -1 ? parts.length : firstAbsent).filter((range) => range !== null)
}

const namesOf = (missing: MissingBlocks): string[] =>
  missing.blocks.map(({ first, last, hashStart }) => `${first}-${last}.${hashStart}`)

// Full blocks of long ago are not in the heads: their names are found in the folder.
const listNames = async (session: ShareSession, missing: MissingBlocks): Promise<string[]> => {
  const listed = presentOrNull(await session.list(lineFolder(missing.line))) ?? []
  const byEnds = new Map<string, string>()
  for (const name of listed) {
    const block = parseBlockName(name)
    if (block) byEnds.set(`${block.first}-${block.last}`, name)
  }
  return missing.blocks.flatMap(({ first, last, hashStart }) =>
    hashStart ? [`${first}-${last}.${hashStart}`] : (byEnds.get(`${first}-${last}`) ?? []),
  )
}

const readable = <T>(path: string, read: () => T): T => {
  try {
    return read()
  } catch (trouble) {
    if (!(trouble instanceof CodecError)) throw trouble
    throw new ExchangeInterrupted({ kind: 'unreadable', path, detail: trouble.message })
  }
}
