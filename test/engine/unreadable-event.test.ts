import { expect, test } from 'vitest'

import { encodeRange } from '../../src/engine/codec/range-codec.ts'
import { Chain } from '../../src/engine/event/chain.ts'
import { lineId } from '../../src/engine/identifier/line.ts'
import { encodeHeads } from '../../src/engine/log/heads-file.ts'
import { LineLog } from '../../src/engine/log/line-log.ts'
import { rangePath, paths } from '../../src/engine/storage/folder/layout.ts'
import { copyPorts } from '../../src/real/machine/copy-ports.ts'
import { realDigest } from '../../src/real/machine/digest.ts'
import { Desk } from '../cli/file/desk.ts'
import { reopened } from './real-copy.ts'

const strangeLine = lineId('00000000000000ee')

/** A whole range, well signed and sealed, in which the one event is no event. */
const bringNonsense = (folder: string): void => {
  const { disk } = copyPorts(folder)
  const log = new LineLog(strangeLine, new Chain(realDigest))
  log.append(Uint8Array.of(0xff, 0xff, 0xff))
  disk.writeWhole(
    rangePath(strangeLine, { first: 1, last: 1 }, log.hash),
    encodeRange(log.rangeOf({ first: 1, last: 1 }), { digest: realDigest }),
  )
  disk.writeWhole(
    paths.heads,
    encodeHeads({ heads: new Map([[strangeLine, log.headsEntry()]]), newest: [] }, realDigest),
  )
}

test('an event that cannot be read is never received', async () => {
  const desk = await Desk.withTwoCopies()
  bringNonsense(desk.path('ACME'))

  const answer = await desk.file('sync', 'laptop-ann')

  const copy = reopened(desk.path('laptop-ann'))
  expect(answer.code).toBe(3)
  expect(copy.lines.receivedSeq(strangeLine)).toBe(0)
  expect(copy.unapplied).toBe(0)
})
