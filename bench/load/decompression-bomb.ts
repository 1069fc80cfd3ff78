import { ByteWriter } from '../../src/engine/binary/index.ts'
import { encodeRequest } from '../../src/engine/protocol/index.ts'
import { realCompression } from '../../src/real/machine/index.ts'

const bombBytes = 256 * 1024 * 1024

/** A message of a few kilobytes whose events would expand to 256 MiB, whatever it says that they come to. */
export const decompressionBomb = (fileId: string, saysBytes: number): Uint8Array => {
  const noughts = realCompression.compress(new Uint8Array(bombBytes))
  const batch = new ByteWriter(noughts.length + 64)
    // One stretch, in columns.
    .count(4 + 1)
    .hex('00000000000000aa')
    .count(1)
    .count(4)
    .byte(0)
    .hex('00'.repeat(8))
    .count(saysBytes)
    .count(saysBytes)
    .raw(noughts)
    .take()
  const begins = { fileId, etag: '00'.repeat(16) }
  return encodeRequest({
    kind: 'exchange',
    session: '0badc0de',
    begins,
    waitSeconds: null,
    entries: [],
    batch,
  })
}
