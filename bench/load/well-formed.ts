import { setTimeout as sleep } from 'node:timers/promises'

import { textValue } from '../../src/engine/event/index.ts'
import { createCopyFrom } from '../../src/engine/lifecycle/index.ts'
import type { SyncCopy } from '../../src/engine/replica/index.ts'
import { openExchange, serverClient } from '../../src/engine/replication/client/index.ts'
import { httpsClient } from '../../src/real/https/client/index.ts'
import { opened } from '../bench-copy.ts'
import { signedPorts } from '../server/edits-ahead.ts'

export interface Colleague {
  readonly copy: SyncCopy
  /** Writes and exchanges until it is told to stop; how many exchanges there were, and what went wrong. */
  readonly works: (
    isOver: () => boolean,
  ) => Promise<{ exchanges: number; edits: number; failed: readonly string[] }>
  /** Brings and fetches until there is nothing more; what went wrong. */
  readonly levels: () => Promise<readonly string[]>
  readonly leaves: () => Promise<void>
}

export interface ColleagueParts {
  readonly address: string
  readonly ca: string
  readonly token: string
  readonly name: string
  /** Between two exchanges, in milliseconds. */
  readonly pauseMs: number
}

/** Somebody who works as people do, by the engine and over HTTPS. */
export const colleague = async ({
  address,
  ca,
  token,
  name,
  pauseMs,
}: ColleagueParts): Promise<Colleague> => {
  const answer = await serverClient(httpsClient({ token, trusted: ca })).connect(address)
  if (answer.kind !== 'session') throw new Error(`${answer.kind}: ${answer.detail}`)
  const { session } = answer
  const ports = signedPorts()
  const copy = opened(await createCopyFrom(session, { copyName: name, user: name }, ports))
  const exchange = openExchange(copy, session, ports)
  const works: Colleague['works'] = async (isOver) => {
    const done = { exchanges: 0, edits: 0, failed: [] as string[] }
    for (; !isOver(); done.exchanges += 1) {
      if (done.exchanges % 5 === 0) {
        const place = { table: 'trial-balance', key: `${name} ${done.edits % 200}`, field: 'amount' }
        await copy.writeRecords([{ ...place, value: textValue(`${done.edits}`) }], { author: name, note: '' })
        done.edits += 1
      }
      const outcome = await exchange.exchange()
      if (outcome.kind !== 'level') done.failed.push(outcome.kind)
      await sleep(pauseMs)
    }
    done.failed.push(...(await levels()))
    return done
  }
  const levels: Colleague['levels'] = async () => {
    const failed: string[] = []
    for (let moved = 1; moved > 0;) {
      const outcome = await exchange.exchange()
      moved = outcome.kind === 'level' ? outcome.eventsIn + outcome.eventsOut : 0
      if (outcome.kind !== 'level') failed.push(outcome.kind)
    }
    return failed
  }
  return { copy, works, levels, leaves: () => session.disconnect() }
}
