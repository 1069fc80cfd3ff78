import type { KeyClaim, RestingSignatures } from '../../authorship/index.ts'
import { ByteReader, ByteWriter, CodecError } from '../../binary/index.ts'
import type { LineId } from '../../identifier/index.ts'
import type { SignedHead } from '../../log/index.ts'

/** The order is that of the codes in the format; 0 is a key that nobody asked for yet. */
const claims: readonly (KeyClaim['kind'] | null)[] = [null, 'none', 'key', 'strange']
const keyBytes = 32
const hashBytes = 32
const signatureBytes = 64

/** How far each line is signed, and whose key it has. Null where nothing is signed here. */
export const signaturesBytes = (signatures: RestingSignatures | null): Uint8Array => {
  const lines = signatures?.lines() ?? []
  const writer = new ByteWriter(1024).count(lines.length)
  for (const line of lines) {
    writer.hex(line).sized(() => {
      writeClaim(writer, signatures?.claim(line) ?? null)
      for (const { seq, hash, signature } of signatures?.of(line) ?? [])
        writer.count(seq).hex(hash).hex(signature)
    })
  }
  return writer.view()
}

const writeClaim = (writer: ByteWriter, claim: KeyClaim | null): void => {
  writer.byte(claims.indexOf(claim?.kind ?? null))
  if (claim && claim.kind !== 'none') writer.hex(claim.key)
}

/** A line's are taken apart when somebody asks for them. Throws CodecError where the bytes are none. */
export const readSignatures = (bytes: Uint8Array): RestingSignatures => {
  const rows = new Map<LineId, Uint8Array>()
  const reader = new ByteReader(bytes)
  for (let left = reader.count(); left > 0; left -= 1) {
    const line = reader.line()
    rows.set(line, reader.raw(reader.count()))
  }
  if (!reader.isAtEnd) throw new CodecError('Cannot read the signatures of a snapshot: bytes are left over')
  const lines = [...rows.keys()]
  return {
    lines: () => lines,
    of: (line) => rowAt(rows, line)?.signed ?? [],
    claim: (line) => rowAt(rows, line)?.claim ?? null,
  }
}

interface SignedRow {
  readonly claim: KeyClaim | null
  readonly signed: readonly SignedHead[]
}

const rowAt = (rows: ReadonlyMap<LineId, Uint8Array>, line: LineId): SignedRow | null => {
  const bytes = rows.get(line)
  if (!bytes) return null
  const reader = new ByteReader(bytes)
  const claim = readClaim(reader)
  const signed: SignedHead[] = []
  while (!reader.isAtEnd)
    signed.push({ seq: reader.count(), hash: reader.hex(hashBytes), signature: reader.hex(signatureBytes) })
  return { claim, signed }
}

const readClaim = (reader: ByteReader): KeyClaim | null => {
  const code = reader.byte()
  const kind = claims[code]
  if (kind === undefined) throw new CodecError(`Cannot read a snapshot: there is no kind of key ${code}`)
  if (kind === null || kind === 'none') return kind && { kind }
  return { kind, key: reader.hex(keyBytes) }
}
