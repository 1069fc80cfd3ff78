import { isPacked } from '../document/document-limits.ts'
import type { LiveContent } from '../document/live-contents.ts'
import { contentPath, incomingPath } from '../folder/layout.ts'
import type { Carrier, Fetched } from './carrier.ts'
import { fetchPack } from './fetch-pack.ts'
import { firstPieceBytes, nextPieceBytes } from './piece-size.ts'
import { sendPack } from './send-pack.ts'
import { carriedOut, presentOrNull } from './trouble.ts'

/** Fetches a version's bytes, going on where an earlier try broke off. */
export const fetchContent = (carrier: Carrier, content: LiveContent): Promise<Fetched> =>
  isPacked(content.sizeBytes) ? fetchPack(carrier, content) : fetchWhole(carrier, content)

/** Brings a version's bytes over, unless they are there. They appear under their name only when all have arrived. */
export const sendContent = (carrier: Carrier, content: LiveContent): Promise<number> =>
  isPacked(content.sizeBytes) ? sendPack(carrier, content.hash) : sendWhole(carrier, content)

const fetchWhole = async (carrier: Carrier, { hash, sizeBytes }: LiveContent): Promise<Fetched> => {
  const { session, contents, clock, by } = carrier
  let pieceBytes = firstPieceBytes
  for (let at = contents.incomingBytes(hash, by); at < sizeBytes;) {
    const startMs = clock.nowMs()
    const piece = presentOrNull(
      await session.readPart(contentPath(hash), at, Math.min(pieceBytes, sizeBytes - at)),
    )
    if (!piece || piece.length === 0) return 'absent'
    if (piece.length === sizeBytes) return contents.adopt(hash, piece) ? 'here' : 'damaged'
    contents.addIncoming(hash, by, piece)
    at += piece.length
    pieceBytes = nextPieceBytes(piece.length, clock.nowMs() - startMs)
  }
  if (sizeBytes === 0) contents.addIncoming(hash, by, new Uint8Array(0))
  return contents.adoptIncoming(hash, by) ? 'here' : 'damaged'
}

const sendWhole = async (carrier: Carrier, { hash, sizeBytes }: LiveContent): Promise<number> => {
  const { session, contents, clock, by } = carrier
  if (presentOrNull(await session.sizeBytes(contentPath(hash))) !== null) return 0
  if (sizeBytes <= firstPieceBytes) return sendAtOnce(carrier, hash)
  const incoming = incomingPath(hash, by)
  let at = Math.min(sizeBytes, presentOrNull(await session.sizeBytes(incoming)) ?? 0)
  const resumedAt = at
  let pieceBytes = firstPieceBytes
  do {
    const piece = contents.readPart(hash, at, Math.min(pieceBytes, sizeBytes - at))
    if (!piece) return 0
    const startMs = clock.nowMs()
    carriedOut(await session.writePart(incoming, at, piece))
    at += piece.length
    pieceBytes = nextPieceBytes(piece.length, clock.nowMs() - startMs)
  } while (at < sizeBytes)
  carriedOut(await session.rename(incoming, contentPath(hash)))
  return at - resumedAt
}

// What goes over in one piece needs no place to wait for the next.
const sendAtOnce = async ({ session, contents }: Carrier, hash: string): Promise<number> => {
  const bytes = contents.getWhole(hash)
  if (!bytes) return 0
  carriedOut(await session.writeWhole(contentPath(hash), bytes))
  return bytes.length
}
