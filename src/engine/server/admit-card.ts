import { isVouchedFor, keyClaim, type Signing } from '../authorship/index.ts'
import { decodeEvent } from '../event/index.ts'
import { lineId } from '../identifier/index.ts'
import type { Digest } from '../ports/index.ts'
import { Refused, type Request } from '../protocol/index.ts'
import { cardWord } from '../replication/presence/index.ts'
import type { PublishedFile } from './published-file.ts'

const cardPath = /^\.shakedown\/visitors\/([0-9a-f]{16})$/

/**
 * What a copy acknowledges stands on its card, and by that old versions are dropped. So a card is taken from whoever writes
 * its line, by their signature, unless the line was made without a key. Throws Refused.
 */
export const admitCard = (
  { lines, fileId }: PublishedFile,
  request: Request,
  { digest, signing }: { readonly digest: Digest; readonly signing?: Signing },
): void => {
  const path = request.kind === 'write' ? cardPath.exec(request.path) : null
  if (!signing || request.kind !== 'write' || !path?.[1]) return
  const word = cardWord(request.bytes)
  if (!word) throw notLetIn('What was brought is no card', request.path)
  const { bytes, voucher } = word
  const line = lineId(path[1])
  const log = voucher ? null : lines.log(line)
  const isSigned =
    voucher && isVouchedFor({ fileId, line, bytes }, voucher, { digest, scheme: signing.scheme })
  const hasKey =
    log !== null && log.seq > 0 && keyClaim(line, decodeEvent(log.eventAt(1)), digest).kind === 'key'
  if (isSigned || (!voucher && !hasKey)) return
  throw notLetIn('Whoever brought this card does not write the line that it is of', request.path)
}

const notLetIn = (what: string, where: string): Refused =>
  new Refused('not-let-in', what, where, 'See who wrote what: npx shakedown file verify.')
