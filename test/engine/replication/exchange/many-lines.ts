import { Chain } from '../../../../src/engine/event/chain.ts'
import { type After, encodeEvent } from '../../../../src/engine/event/event.ts'
import { lineId } from '../../../../src/engine/identifier/line.ts'
import { LineLog } from '../../../../src/engine/log/line-log.ts'
import type { SyncCopy } from '../../../../src/engine/replica/sync-copy.ts'
import { realDigest } from '../../../../src/real/machine/digest.ts'

/** So many copies were registered in this file over the years, and wrote nothing but that. */
export const registerMany = async (copy: SyncCopy, count: number): Promise<void> => {
  const { line } = copy.identity
  const origin: After = { line, seq: 1, hashStart: copy.lines.hashAt(line, 1).slice(0, 8) }
  const logs = Array.from({ length: count }, (_, index) => registered(copy, index, origin))
  await copy.takeIn(
    logs.map((log) => log.rangeOf({ first: 1, last: 1 })),
    'journal',
  )
}

const registered = (copy: SyncCopy, index: number, origin: After): LineLog => {
  const log = new LineLog(lineId((index + 1).toString(16).padStart(16, '0')), new Chain(realDigest))
  const copyName = `laptop-${index}`
  log.append(
    encodeEvent({
      stamp: { ms: 1, count: index },
      author: copyName,
      note: '',
      after: [origin],
      ops: [{ kind: 'register-copy', copyName, user: copyName, parent: copy.identity.line }],
    }),
  )
  return log
}
