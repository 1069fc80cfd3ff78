import { CodecError } from '../../binary/index.ts'
import { decodeRange, type Range, type RangePorts } from '../../codec/index.ts'
import type { LineId } from '../../identifier/index.ts'
import {
  continueNewest,
  decodeHeads,
  decodeResting,
  eventsSaid,
  type FolderHeads,
  headsMark,
  headsPreambleBytes,
  holdsAllHeads,
  type LinesHere,
  type MissingBlocks,
  parseBlockName,
  type ReadHeads,
  type RestingHeads,
  restingName,
} from '../../log/index.ts'
import type { Digest, ShareSession } from '../../ports/index.ts'
import { lineFolder, paths, restingPath } from '../../storage/folder/index.ts'
import { ExchangeInterrupted, presentOrNull } from './trouble.ts'

/** The idle check: one small read. Null where the folder has no heads yet. */
export const readHeadsMark = async (
  session: ShareSession,
  path: string = paths.heads,
): Promise<string | null> => {
  const bytes = presentOrNull(await session.readPart(path, 0, headsPreambleBytes))
  return bytes ? readable(path, () => headsMark(bytes)) : null
}

/** The heads of a folder as they were read at some time, with the mark that stands for them. */
export interface MarkedHeads extends ReadHeads {
  readonly mark: string | null
  /** Whether the file may go on after what was read of it. */
  readonly isCut: boolean
}

/** Of a folder that has no heads yet. */
export const noHeads: MarkedHeads = {
  mark: null,
  heads: new Map(),
  newest: [],
  resting: null,
  headsBytes: 0,
  read: [],
  isCut: false,
}

/** What of a heads file is read, and where it lies. */
export interface HeadsReading {
  /** Beyond the heads at most so much is read. */
  readonly newestBytes?: number
  /** The folder's own, unless it is that of an instance of a server. */
  readonly path?: string
}

/** `known` is what was read there before: the same mark means the same heads, and they need not be taken apart again. */
export const readHeads = async (
  session: ShareSession,
  digest: Digest,
  known: MarkedHeads,
  { newestBytes = Number.POSITIVE_INFINITY, path = paths.heads }: HeadsReading = {},
): Promise<MarkedHeads> => {
  const wanted = known.headsBytes + newestBytes
  const bytes = presentOrNull(
    await (Number.isFinite(wanted) ? session.readPart(path, 0, wanted) : session.read(path)),
  )
  if (!bytes) return noHeads
  const isCut = bytes.length >= wanted
  // Many new lines at once make them longer than anyone expects.
  if (isCut && !readable(path, () => holdsAllHeads(bytes))) return readHeads(session, digest, known, { path })
  const mark = readable(path, () => headsMark(bytes))
  if (known.mark === mark) return known
  const resting = await readResting(
    session,
    digest,
    known,
    readable(path, () => restingName(bytes)),
  )
  const read = readable(path, () => decodeHeads(bytes, digest, { ...known, resting }))
  return { mark, ...read, isCut, newest: isCut ? continueNewest(read.newest, known.newest) : read.newest }
}

const readResting = async (
  session: ShareSession,
  digest: Digest,
  { resting: known }: MarkedHeads,
  name: string | null,
): Promise<RestingHeads | null> => {
  if (name === null || name === known?.name) return known
  const path = restingPath(name)
  const bytes = presentOrNull(await session.read(path))
  // It was written before the heads that name it: what is not there yet is only not seen yet.
  if (!bytes) throw new ExchangeInterrupted({ kind: 'lost', detail: `${path} cannot be seen there yet` })
  return readable(path, () => decodeResting(bytes, name, digest))
}

/** What is lacking: that which is said beside the heads, and the rest. */
export interface Lacking {
  readonly said: readonly Range[]
  readonly unsaid: readonly MissingBlocks[]
}

/** What is lacking, as far as it is said beside the heads; what is said is proved by the heads it is taken in with. */
export const saidOf = (
  missing: readonly MissingBlocks[],
  { heads, newest }: FolderHeads,
  hashAt: (line: LineId, seq: number) => string,
): Lacking => {
  const said: Range[] = []
  const unsaid: MissingBlocks[] = []
  for (const block of missing) {
    const { line, have, seq } = block
    const events = block.isSplit ? null : eventsSaid(newest, line, have, seq)
    const lastHash = heads.get(line)?.hash
    if (events && lastHash)
      said.push({ line, first: have + 1, previousHash: hashAt(line, have), events, lastHash })
    else unsaid.push(block)
  }
  return { said, unsaid }
}

/**
 * Fetches the blocks that are lacking, all at once, and checks each. A block that is not there (a stale listing, or a
 * carrier cut off in between) ends its line's list early; the rest comes with a later exchange.
 */
export const fetchBlocks = async (
  session: ShareSession,
  ports: RangePorts,
  missing: readonly MissingBlocks[],
  here: LinesHere,
): Promise<readonly Range[]> => {
  const lines = await Promise.all(
    missing.map((line) =>
      line.isSplit ? fetchHistory(session, ports, line, here) : fetchLine(session, ports, line),
    ),
  )
  return lines.flat()
}

const fetchLine = async (
  session: ShareSession,
  ports: RangePorts,
  missing: MissingBlocks,
): Promise<readonly Range[]> => {
  const names = missing.blocks.every((block) => block.hashStart)
    ? namesOf(missing)
    : await listNames(session, missing)
  const parts = await Promise.all(
    names.map(async (name) => {
      const path = `${lineFolder(missing.line)}/${name}`
      const bytes = presentOrNull(await session.read(path))
      return bytes ? readable(path, () => decodeRange(bytes, ports)) : null
    }),
  )
  const firstAbsent = parts.indexOf(null)
  return parts.slice(0, firstAbsent === -1 ? parts.length : firstAbsent).filter((range) => range !== null)
}

// Blocks of other histories than the one that is asked for come along where only a listing tells the names: all are wanted.
const fetchHistory = async (
  session: ShareSession,
  ports: RangePorts,
  missing: MissingBlocks,
  here: LinesHere,
): Promise<readonly Range[]> => {
  const { line, blocks } = missing
  const listed = presentOrNull(await session.list(lineFolder(line))) ?? []
  const cuts = new Map(blocks.map(({ first, last, hashStart }) => [`${first}-${last}`, hashStart]))
  const names = [...listed, ...namesOf({ ...missing, blocks: blocks.filter(({ hashStart }) => hashStart) })]
  const lacking = [...new Set(names)].flatMap((name) => {
    const block = parseBlockName(name)
    const start = block ? cuts.get(`${block.first}-${block.last}`) : undefined
    if (!block || start === undefined || (start !== null && start !== block.hashStart)) return []
    return here.holdsBlock(line, block.last, block.hashStart) ? [] : [{ name, ...block }]
  })
  const sorted = lacking.sort((a, b) => a.first - b.first || (a.name < b.name ? -1 : 1))
  const parts = await Promise.all(
    sorted.map(async ({ name }) => {
      const path = `${lineFolder(line)}/${name}`
      const bytes = presentOrNull(await session.read(path))
      return bytes ? [readable(path, () => decodeRange(bytes, ports))] : []
    }),
  )
  return parts.flat()
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
