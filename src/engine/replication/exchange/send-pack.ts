import { encodeFront, type Listed, type Pack, packBytesOf } from '../../content/index.ts'
import type { Packs } from '../../storage/contents/index.ts'
import { incomingPath, packPath } from '../../storage/folder/index.ts'
import type { Carrier } from './carrier.ts'
import { presentOrNull } from './exchange-trouble.ts'
import { packReader } from './pack-reader.ts'
import { sendPieces } from './send-pieces.ts'

/** Each question costs a request, and the previous version nearly always suffices. */
const askedVersionsMax = 8

/**
 * A folder with a version has all its chunks, so one or two questions settle which are lacking. Returns the
 * bytes written.
 */
export const sendPack = async (carrier: Carrier, hash: string): Promise<number> => {
  const { session, contents, digest } = carrier
  if (presentOrNull(await session.sizeBytes(packPath(hash))) !== null) return 0
  const list = contents.packs.listOf(hash)
  const listed = contents.packs.listed(hash)
  if (!list || !listed) return 0
  const there = await askWhatIsThere(carrier, hash, listed)
  const pack: Pack = {
    list,
    others: there.versions,
    nodes: new Map([...listed.nodes].filter(([node]) => there.lacking.has(node))),
    chunks: uniqueChunks(listed).filter((chunk) => there.lacking.has(chunk.hash)),
  }
  return writePieces(carrier, hash, { pack, front: encodeFront(pack, digest) })
}

interface There {
  readonly versions: readonly string[]
  /** Nodes and chunks to send. */
  readonly lacking: ReadonlySet<string>
}

const askWhatIsThere = async (
  { session, contents }: Carrier,
  hash: string,
  listed: Listed,
): Promise<There> => {
  const { packs } = contents
  const lacking = new Set([...listed.nodes.keys(), ...listed.chunks.map((chunk) => chunk.hash)])
  const versions: string[] = []
  let asked = 0
  for (const version of packs.othersOf(hash)) {
    const adds = asked === 0 || versions.length === 0 || holdsAny(packs, version, lacking)
    if (!adds || asked === askedVersionsMax) continue
    asked += 1
    if (presentOrNull(await session.sizeBytes(packPath(version))) === null) continue
    const before = lacking.size
    const known = packs.listed(version)
    for (const node of known?.nodes.keys() ?? []) lacking.delete(node)
    for (const chunk of known?.chunks ?? []) lacking.delete(chunk.hash)
    // Names only versions that it depends on, since a named version can never be dropped.
    if (lacking.size < before) versions.push(version)
  }
  return { versions, lacking }
}

const holdsAny = (packs: Packs, version: string, hashes: ReadonlySet<string>): boolean => {
  for (const hash of hashes) if (packs.locate(hash)?.version === version) return true
  return false
}

const uniqueChunks = ({ chunks }: Listed): Listed['chunks'] => [
  ...new Map(chunks.map((chunk) => [chunk.hash, chunk])).values(),
]

// The name covers the set of chunks, so an earlier attempt is resumed only if it matches.
const writePieces = (
  carrier: Carrier,
  hash: string,
  { pack, front }: { readonly pack: Pack; readonly front: Uint8Array },
): Promise<number> =>
  sendPieces(carrier, {
    incoming: incomingPath(hash, `${carrier.by}-${front.subarray(-8).toHex()}`),
    path: packPath(hash),
    sizeBytes: packBytesOf(front.length, pack),
    read: packReader(front, pack.chunks, carrier.contents.packs),
  })
