import type { KeyClaim, ColdSignatures } from '../../authorship/index.ts'
import { ByteReader, ByteWriter, CodecError } from '../../binary/index.ts'
import type { LogId } from '../../identifier/index.ts'
import type { SignedHead } from '../../log/index.ts'

/** In the order of their codes in the format; 0 is a key not looked up yet. */
const keyKinds: readonly (KeyClaim['kind'] | null)[] = [null, 'none', 'key', 'strange']
const keyBytes = 32
const hashBytes = 32
const signatureBytes = 64

/** Encodes each log's signed end and key. Returns null if nothing is signed. */
export const signaturesBytes = (signatures: ColdSignatures | null): Uint8Array => {
  const logIds = signatures?.logs() ?? []
  const writer = new ByteWriter(1024).count(logIds.length)
  for (const logId of logIds) {
    writer.hex(logId).sized(() => {
      writeLogKey(writer, signatures?.claim(logId) ?? null)
      for (const { seq, hash, signature } of signatures?.of(logId) ?? [])
        writer.count(seq).hex(hash).hex(signature)
    })
  }
  return writer.view()
}

const writeLogKey = (writer: ByteWriter, logKey: KeyClaim | null): void => {
  writer.byte(keyKinds.indexOf(logKey?.kind ?? null))
  if (logKey && logKey.kind !== 'none') writer.hex(logKey.key)
}

/** Decodes each log on demand. Throws CodecError if malformed. */
export const readSignatures = (bytes: Uint8Array): ColdSignatures => {
  const rows = new Map<LogId, Uint8Array>()
  const reader = new ByteReader(bytes)
  for (let left = reader.count(); left > 0; left -= 1) {
    const logId = reader.logId()
    rows.set(logId, reader.raw(reader.count()))
  }
  if (!reader.isAtEnd) throw new CodecError('Cannot read the signatures of a snapshot: bytes are left over')
  const logIds = [...rows.keys()]
  return {
    logs: () => logIds,
    of: (logId) => rowAt(rows, logId)?.signed ?? [],
    claim: (logId) => rowAt(rows, logId)?.logKey ?? null,
  }
}

interface SignedRow {
  readonly logKey: KeyClaim | null
  readonly signed: readonly SignedHead[]
}

const rowAt = (rows: ReadonlyMap<LogId, Uint8Array>, logId: LogId): SignedRow | null => {
  const bytes = rows.get(logId)
  if (!bytes) return null
  const reader = new ByteReader(bytes)
  const logKey = readLogKey(reader)
  const signed: SignedHead[] = []
  while (!reader.isAtEnd)
    signed.push({ seq: reader.count(), hash: reader.hex(hashBytes), signature: reader.hex(signatureBytes) })
  return { logKey, signed }
}

const readLogKey = (reader: ByteReader): KeyClaim | null => {
  const code = reader.byte()
  const kind = keyKinds[code]
  if (kind === undefined) throw new CodecError(`Cannot read a snapshot: there is no kind of key ${code}`)
  if (kind === null || kind === 'none') return kind && { kind }
  return { kind, key: reader.hex(keyBytes) }
}
