import type { LineKeyOp } from '../event/index.ts'
import { type LineId, lineIdFromBytes } from '../identifier/index.ts'
import { type Digest, type DrawCause, drawCauses, privateKeyBytes, type Random } from '../ports/index.ts'
import { lineOfKey } from './line-key.ts'
import type { Signing } from './signing.ts'

interface NewLinePorts {
  readonly random: Random
  readonly digest: Digest
  readonly signing?: Signing
}

/**
 * A line for a copy that is being made. Where copies sign it is named by its key, which is kept on this machine before
 * there is such a line. Throws DiskTrouble.
 */
export const newLine = ({ random, digest, signing }: NewLinePorts, madeFor: DrawCause): LineId => {
  if (!signing) return lineIdFromBytes(random.bytes(8, drawCauses.line(madeFor)))
  const { publicKey, privateKey } = signing.scheme.keyPair(
    random.bytes(privateKeyBytes, drawCauses.lineKey(madeFor)),
  )
  const line = lineOfKey(publicKey.toHex(), digest)
  signing.keys.keep(line, privateKey)
  return line
}

/** What a line's first event says of its key, beside what it is written for. */
export const keyOps = (line: LineId, signing: Signing | undefined): readonly LineKeyOp[] => {
  const privateKey = signing?.keys.read(line)
  if (!signing || !privateKey) return []
  return [{ kind: 'line-key', key: signing.scheme.keyPair(privateKey).publicKey.toHex() }]
}
