import { type Dep, encodeEvent } from '../../../../src/engine/event/event.ts'
import { HashChain } from '../../../../src/engine/event/hash-chain.ts'
import { asLogId } from '../../../../src/engine/identifier/log-id.ts'
import { EventLog } from '../../../../src/engine/log/event-log.ts'
import type { SyncCopy } from '../../../../src/engine/replica/sync-copy.ts'
import { realDigest } from '../../../../src/real/machine/real-digest.ts'

/** So many copies were registered in this file over the years, and wrote nothing but that. */
export const registerMany = async (copy: SyncCopy, count: number): Promise<void> => {
  const { line: owner } = copy.identity
  const origin: Dep = { log: owner, seq: 1, hashStart: copy.logs.hashAt(owner, 1).slice(0, 8) }
  const logs = Array.from({ length: count }, (_, index) => registered(copy, index, origin))
  await copy.ingest(
    logs.map((log) => log.rangeOf({ first: 1, last: 1 })),
    'journal',
  )
}

const registered = (copy: SyncCopy, index: number, origin: Dep): EventLog => {
  const log = new EventLog(asLogId((index + 1).toString(16).padStart(16, '0')), new HashChain(realDigest))
  const copyName = `laptop-${index}`
  log.append(
    encodeEvent({
      timestamp: { ms: 1, count: index },
      author: copyName,
      note: '',
      deps: [origin],
      ops: [{ kind: 'register-copy', copyName, user: copyName, parent: copy.identity.line }],
    }),
  )
  return log
}
