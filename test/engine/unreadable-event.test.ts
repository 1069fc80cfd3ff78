import { expect, test } from 'vitest'

import { encodeRange } from '../../src/engine/codec/range-codec.ts'
import { HashChain } from '../../src/engine/event/hash-chain.ts'
import { asLogId } from '../../src/engine/identifier/log-id.ts'
import { EventLog } from '../../src/engine/log/event-log.ts'
import { encodeVersionVector } from '../../src/engine/log/version-vector-file.ts'
import { rangePath, paths } from '../../src/engine/storage/folder/layout.ts'
import { realCopyPorts } from '../../src/real/machine/real-copy-ports.ts'
import { realDigest } from '../../src/real/machine/real-digest.ts'
import { Desk } from '../cli/file/desk.ts'
import { reopened } from './real-copy.ts'

const strangeLine = asLogId('00000000000000ee')

/** A whole range, well signed and sealed, in which the one event is no event. */
const bringNonsense = (folder: string): void => {
  const { disk } = realCopyPorts(folder)
  const log = new EventLog(strangeLine, new HashChain(realDigest))
  log.append(Uint8Array.of(0xff, 0xff, 0xff))
  disk.writeWhole(
    rangePath(strangeLine, { first: 1, last: 1 }, log.hash),
    encodeRange(log.rangeOf({ first: 1, last: 1 }), { digest: realDigest }),
  )
  disk.writeWhole(
    paths.versionVector,
    encodeVersionVector(
      { versions: new Map([[strangeLine, log.versionEntry()]]), recentEvents: [] },
      realDigest,
    ),
  )
}

test('an event that cannot be read is never received', async () => {
  const desk = await Desk.withTwoCopies()
  bringNonsense(desk.path('ACME'))

  const answer = await desk.file('sync', 'laptop-ann')

  const copy = reopened(desk.path('laptop-ann'))
  expect(answer.code).toBe(3)
  expect(copy.logs.receivedSeq(strangeLine)).toBe(0)
  expect(copy.unapplied).toBe(0)
})
