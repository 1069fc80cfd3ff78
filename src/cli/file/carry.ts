import { hostname } from 'node:os'

import type { ArbiterSession } from '../../engine/ports/index.ts'
import { isServerSession, openExchange } from '../../engine/replication/client/index.ts'
import { compactFolder, type Exchanger } from '../../engine/replication/exchange/index.ts'
import { learnLeases } from '../../engine/replication/lease/index.ts'
import { applyRetention } from '../../engine/replication/maintenance/index.ts'
import { writePresence } from '../../engine/replication/presence/index.ts'
import { paths } from '../../engine/storage/folder/index.ts'
import { removeLeftTemporaries } from '../../real/disk/index.ts'
import { isSmbAddress } from '../../real/smb/index.ts'
import type { CommandFailure } from '../command-failure.ts'
import { leveled, type LinkSettings, writeLink } from './link-settings.ts'
import { connectTo } from './shares.ts'
import { closedFailure, exchangeFailure, unreachedFailure } from './trouble.ts'
import type { OpenedFolder } from './with-copy.ts'

/** What was carried in both directions, and why no more was. */
export interface Carried {
  readonly eventsIn: number
  readonly eventsOut: number
  readonly bytesOut: number
  /** Why what was written here may not be brought there; null where it may. */
  readonly barred: string | null
  /** Null where both sides are level. */
  readonly failure: CommandFailure | null
}

export const nothingCarried: Carried = { eventsIn: 0, eventsOut: 0, bytesOut: 0, barred: null, failure: null }

/** A folder where visitors keep bringing work would keep a command for ever; the next one takes the rest. */
const roundsMax = 50

/** Reaches the linked copy and exchanges until there is nothing left to carry. */
export const carry = async (opened: OpenedFolder, link: LinkSettings): Promise<Carried> => {
  const answer = await connectTo(link.address)
  if (answer.kind !== 'session') return { ...nothingCarried, failure: unreachedFailure(answer, link.address) }
  const carried = await carryOver(opened, link, answer.session)
  await answer.session.disconnect()
  return carried
}

const carryOver = async (
  opened: OpenedFolder,
  link: LinkSettings,
  session: ArbiterSession,
): Promise<Carried> => {
  const { copy, ports, name } = opened
  const exchanger = openExchange(copy, session, ports)
  const looked = await exchanger.poll()
  // No card is left in a folder that turns out to be another client file, or none.
  if (looked.kind !== 'level')
    return { ...nothingCarried, failure: exchangeFailure(looked, link.address, name) }
  const sinceMs = ports.clock.nowMs()
  const from = hostname()
  await writePresence(session, copy, { sinceMs, leftMs: null, from, unsent: exchanger.unsentEvents })
  const carried = await exchangeUntilLevel(exchanger, link.address, name)
  if (!carried.failure) await learnLeases(copy, session, ports.clock)
  // Over a parent file on a share no program runs: whoever comes by looks after it. A server does so by itself.
  if (!carried.failure && !isServerSession(session)) {
    await compactFolder(session, ports)
    await applyRetention({ copy, ports, link: session })
    if (!isSmbAddress(link.address)) removeLeftTemporaries(link.address, paths.tidied)
  }
  const leftMs = ports.clock.nowMs()
  await writePresence(session, copy, { sinceMs, leftMs, from, unsent: exchanger.unsentEvents })
  const { closed } = copy
  if (!carried.failure && closed?.reason === 'abandoned')
    return { ...carried, failure: closedFailure(closed, name) }
  if (!carried.failure) writeLink(ports.disk, leveled(link, ports.clock.nowMs(), exchanger.theirVersions))
  return carried
}

const exchangeUntilLevel = async (exchanger: Exchanger, address: string, name: string): Promise<Carried> => {
  const sum = { eventsIn: 0, eventsOut: 0, bytesOut: 0, barred: null as string | null }
  for (let round = 1; round <= roundsMax; round += 1) {
    const outcome = await exchanger.exchange()
    if (outcome.kind !== 'level') return { ...sum, failure: exchangeFailure(outcome, address, name) }
    sum.eventsIn += outcome.eventsIn
    sum.eventsOut += outcome.eventsOut
    sum.bytesOut += outcome.bytesOut
    sum.barred = outcome.barred ?? null
    if (outcome.eventsIn + outcome.eventsOut === 0) break
  }
  return { ...sum, failure: null }
}
