import { hostname } from 'node:os'

import type { ArbiterSession } from '../../../engine/ports/index.ts'
import { isServerSession, openExchange } from '../../../engine/replication/client/index.ts'
import { compactFolder, type Exchanger } from '../../../engine/replication/exchange/index.ts'
import { learnLeases } from '../../../engine/replication/lease/index.ts'
import { applyRetention } from '../../../engine/replication/maintenance/index.ts'
import { writePresence } from '../../../engine/replication/presence/index.ts'
import { paths } from '../../../engine/storage/folder/index.ts'
import { removeLeftTemporaries } from '../../../real/disk/index.ts'
import { isSmbAddress } from '../../../real/smb/index.ts'
import type { CommandFailure } from '../../context/command-failure.ts'
import { closedFailure, exchangeFailure, unreachedFailure } from '../open/failures.ts'
import type { OpenedFolder } from '../open/open-copy.ts'
import { connectTo } from './connect-to.ts'
import { markInSync, type LinkSettings, writeLink } from './link-settings.ts'

/** How much was exchanged in both directions, and why no more was. */
export interface Exchanged {
  readonly eventsIn: number
  readonly eventsOut: number
  readonly bytesOut: number
  /** Why this copy's events may not be sent there. Null if they may. */
  readonly barred: string | null
  /** Null if both sides are in sync. */
  readonly failure: CommandFailure | null
}

export const nothingExchanged: Exchanged = {
  eventsIn: 0,
  eventsOut: 0,
  bytesOut: 0,
  barred: null,
  failure: null,
}

/** Bounds the rounds: visitors who keep writing to the folder could hold a command for ever. The next sync takes the rest. */
const roundsMax = 50

export const exchangeWith = async (opened: OpenedFolder, link: LinkSettings): Promise<Exchanged> => {
  const answer = await connectTo(link.address)
  if (answer.kind !== 'session')
    return { ...nothingExchanged, failure: unreachedFailure(answer, link.address) }
  const exchanged = await exchangeOver(opened, link, answer.session)
  await answer.session.disconnect()
  return exchanged
}

const exchangeOver = async (
  opened: OpenedFolder,
  link: LinkSettings,
  session: ArbiterSession,
): Promise<Exchanged> => {
  const { copy, ports, name } = opened
  const exchanger = openExchange(copy, session, ports)
  const looked = await exchanger.poll()
  // No presence record is left in a folder that turns out to be another client file, or none.
  if (looked.kind !== 'level')
    return { ...nothingExchanged, failure: exchangeFailure(looked, link.address, name) }
  const sinceMs = ports.clock.nowMs()
  const from = hostname()
  await writePresence(session, copy, { sinceMs, leftMs: null, from, unsent: exchanger.unsentEvents })
  const exchanged = await exchangeUntilInSync(exchanger, link.address, name)
  if (!exchanged.failure) await learnLeases(copy, session, ports.clock)
  // No program runs over a parent file on a share, so its visitors maintain it. A server does so by itself.
  if (!exchanged.failure && !isServerSession(session)) {
    await compactFolder(session, ports)
    await applyRetention({ copy, ports, link: session })
    if (!isSmbAddress(link.address)) removeLeftTemporaries(link.address, paths.tidied)
  }
  const leftMs = ports.clock.nowMs()
  await writePresence(session, copy, { sinceMs, leftMs, from, unsent: exchanger.unsentEvents })
  const { closed } = copy
  if (!exchanged.failure && closed?.reason === 'abandoned')
    return { ...exchanged, failure: closedFailure(closed, name) }
  if (!exchanged.failure)
    writeLink(ports.disk, markInSync(link, ports.clock.nowMs(), exchanger.theirVersions))
  return exchanged
}

const exchangeUntilInSync = async (
  exchanger: Exchanger,
  address: string,
  name: string,
): Promise<Exchanged> => {
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
