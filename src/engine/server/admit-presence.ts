import { isAttested, keyClaim, type Signing } from '../authorship/index.ts'
import { decodeEvent } from '../event/index.ts'
import { asLogId } from '../identifier/index.ts'
import type { Digest } from '../ports/index.ts'
import { Refused, type Request } from '../protocol/index.ts'
import { attestedPresence } from '../replication/presence/index.ts'
import type { PublishedFile } from './published-file.ts'

const presencePath = /^\.shakedown\/visitors\/([0-9a-f]{16})$/

/**
 * Refuses a presence record that its log's writer did not sign, since its acknowledgements decide when old
 * versions are dropped. Accepts unsigned records for logs without a key. Throws Refused if unacceptable.
 */
export const admitPresence = (
  { logs, fileId }: PublishedFile,
  request: Request,
  { digest, signing }: { readonly digest: Digest; readonly signing?: Signing },
): void => {
  const path = request.kind === 'write' ? presencePath.exec(request.path) : null
  if (!signing || request.kind !== 'write' || !path?.[1]) return
  const attested = attestedPresence(request.bytes)
  if (!attested) throw notLetIn('What was brought is no card', request.path)
  const { bytes, attestation } = attested
  const owner = asLogId(path[1])
  const log = attestation ? null : logs.log(owner)
  const isSigned =
    attestation && isAttested({ fileId, log: owner, bytes }, attestation, { digest, scheme: signing.scheme })
  const hasKey =
    log !== null && log.seq > 0 && keyClaim(owner, decodeEvent(log.eventAt(1)), digest).kind === 'key'
  if (isSigned || (!attestation && !hasKey)) return
  throw notLetIn('The sender of this presence record does not write the log that it names', request.path)
}

const notLetIn = (what: string, where: string): Refused =>
  new Refused('not-let-in', what, where, 'See who wrote what: npx shakedown file verify.')
