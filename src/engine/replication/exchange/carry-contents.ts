import { isPacked, type LiveContent } from '../../content/index.ts'
import { contentPath, incomingPath } from '../../storage/folder/index.ts'
import type { Carrier, Fetched } from './carrier.ts'
import { carriedOut, presentOrNull } from './exchange-trouble.ts'
import { fetchPack } from './fetch-pack.ts'
import { firstPieceBytes, nextPieceBytes } from './piece-size.ts'
import { sendPack } from './send-pack.ts'
import { sendPieces } from './send-pieces.ts'

export const fetchContent = async (carrier: Carrier, content: LiveContent): Promise<Fetched> => {
  const fetch = isPacked(content.sizeBytes) ? fetchPack : fetchWhole
  const fetched = await fetch(carrier, content)
  return fetched === 'damaged-before' ? fetch(carrier, content) : fetched
}

/** Sends a version's contents unless present. They appear under their name only once complete. */
export const sendContent = (carrier: Carrier, content: LiveContent): Promise<number> =>
  isPacked(content.sizeBytes) ? sendPack(carrier, content.hash) : sendWhole(carrier, content)

const fetchWhole = async (carrier: Carrier, { hash, sizeBytes }: LiveContent): Promise<Fetched> => {
  const { session, contents, clock, by } = carrier
  const resumedAt = contents.incomingBytes(hash, by)
  let pieceBytes = firstPieceBytes
  for (let at = resumedAt; at < sizeBytes;) {
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
  if (contents.adoptIncoming(hash, by)) return 'here'
  return resumedAt > 0 ? 'damaged-before' : 'damaged'
}

const sendWhole = async (carrier: Carrier, { hash, sizeBytes }: LiveContent): Promise<number> => {
  const { session, contents, by } = carrier
  const path = contentPath(hash)
  if (presentOrNull(await session.sizeBytes(path)) !== null) return 0
  if (sizeBytes <= firstPieceBytes) return sendAtOnce(carrier, hash)
  const read = (offset: number, length: number): Uint8Array | null => contents.readPart(hash, offset, length)
  return sendPieces(carrier, { incoming: incomingPath(hash, by), path, sizeBytes, read })
}

// A single piece needs no staging file.
const sendAtOnce = async ({ session, contents }: Carrier, hash: string): Promise<number> => {
  const bytes = contents.getWhole(hash)
  if (!bytes) return 0
  carriedOut(await session.writeWhole(contentPath(hash), bytes))
  return bytes.length
}
