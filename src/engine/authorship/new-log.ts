import type { LogKeyOp } from '../event/index.ts'
import { type LogId, logIdFromBytes } from '../identifier/index.ts'
import { type Digest, type DrawCause, drawCauses, privateKeyBytes, type Random } from '../ports/index.ts'
import { logOfKey } from './log-key.ts'
import type { Signing } from './signing.ts'

interface NewLogPorts {
  readonly random: Random
  readonly digest: Digest
  readonly signing?: Signing
}

/** If copies sign, derives the id from a new key, which is first stored on this machine. Throws DiskTrouble. */
export const newLog = ({ random, digest, signing }: NewLogPorts, madeFor: DrawCause): LogId => {
  if (!signing) return logIdFromBytes(random.bytes(8, drawCauses.line(madeFor)))
  const { publicKey, privateKey } = signing.scheme.keyPair(
    random.bytes(privateKeyBytes, drawCauses.lineKey(madeFor)),
  )
  const log = logOfKey(publicKey.toHex(), digest)
  signing.keys.keep(log, privateKey)
  return log
}

export const keyOps = (log: LogId, signing: Signing | undefined): readonly LogKeyOp[] => {
  const privateKey = signing?.keys.read(log)
  if (!signing || !privateKey) return []
  return [{ kind: 'line-key', key: signing.scheme.keyPair(privateKey).publicKey.toHex() }]
}
