import type { RangePorts } from '../codec/index.ts'
import { HashChain } from '../event/index.ts'
import { CausalLogs, endsIn, type VersionEntry, missingHere, sortedEntries } from '../log/index.ts'
import { type Clock, type ShareSession } from '../ports/index.ts'
import type { SyncCopy } from '../replica/index.ts'
import {
  type Carrier,
  type ExchangeRefusal,
  exchangeRefusalOf,
  fetchBlocks,
  isContentThere,
  noVersions,
  readVersions,
} from '../replication/exchange/index.ts'

export type DeliveryProof =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'lacks'; readonly detail: string }
  | ExchangeRefusal

export interface DeliveryProofPorts extends RangePorts {
  readonly clock: Clock
}

/**
 * Proves that the other folder holds everything of this copy. Trusts no cache: opens every block there,
 * hashes each along its log, and checks that all document bytes are present.
 */
export const proveDelivered = (
  copy: SyncCopy,
  session: ShareSession,
  ports: DeliveryProofPorts,
): Promise<DeliveryProof> =>
  outcomeOf(async () => {
    const { digest } = ports
    const mine = await copy.durableVersions()
    const { versions } = await readVersions(session, digest, noVersions)
    const carrier = carrierOf(copy, session, ports)
    for (const entry of sortedEntries(mine)) {
      if (!(await isLogThere(entry, versions.get(entry.log), session, ports)))
        return lacks(`the folder there does not show all of log ${entry.log}`)
      const missing = await missingContent(copy, entry, carrier)
      if (missing !== null) return lacks(`the folder there lacks the bytes of a document, ${missing}`)
    }
    return keptBack(copy, carrier)
  })

/** Proves that no document bytes exist here alone because their behaviour keeps them here. */
export const proveNothingStays = (
  copy: SyncCopy,
  session: ShareSession,
  ports: DeliveryProofPorts,
): Promise<DeliveryProof> => outcomeOf(() => keptBack(copy, carrierOf(copy, session, ports)))

const carrierOf = (copy: SyncCopy, session: ShareSession, ports: DeliveryProofPorts): Carrier => ({
  ...ports,
  session,
  contents: copy.contents,
  by: copy.identity.line,
})

const outcomeOf = async (prove: () => Promise<DeliveryProof>): Promise<DeliveryProof> => {
  try {
    return await prove()
  } catch (trouble) {
    return exchangeRefusalOf(trouble)
  }
}

const isLogThere = async (
  mine: VersionEntry,
  theirs: VersionEntry | undefined,
  session: ShareSession,
  ports: RangePorts,
): Promise<boolean> => {
  if (!theirs) return false
  // Ingests the blocks as an empty copy would, since a log may have several histories.
  const there = new CausalLogs(new HashChain(ports.digest), {
    apply: () => {},
    abandoned: () => {},
    rebuild: () => {},
  })
  const logs = there.histories
  // Skips the recent events beside the version vector: only blocks remain.
  for (let before = -1; logs.receivedSeq(theirs.log) > before;) {
    before = logs.receivedSeq(theirs.log)
    const missing = missingHere(new Map([[theirs.log, theirs]]), logs)
    for (const range of await fetchBlocks(session, ports, missing, logs)) there.offer(range)
  }
  return endsIn(mine).every(({ log: logId, seq, hash }) => logs.holds(logId, seq, hash))
}

const missingContent = async (
  copy: SyncCopy,
  mine: VersionEntry,
  carrier: Carrier,
): Promise<string | null> => {
  const live = endsIn(mine).flatMap((end) => copy.carried.behind({ ...end, theirSeq: 0 }))
  for (const content of live) {
    if (!(await isContentThere(carrier, content))) return content.hash.slice(0, 12)
  }
  return null
}

const keptBack = async (copy: SyncCopy, carrier: Carrier): Promise<DeliveryProof> => {
  for (const content of copy.carried.staying()) {
    if (await isContentThere(carrier, content)) continue
    const name = copy.document(content.documentId)?.name ?? content.documentId
    return lacks(`the bytes of ${name} are set never to leave this copy: give it another behaviour first`)
  }
  return { kind: 'delivered' }
}

const lacks = (detail: string): DeliveryProof => ({ kind: 'lacks', detail })
