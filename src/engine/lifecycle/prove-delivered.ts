import type { RangePorts } from '../codec/index.ts'
import { Chain } from '../event/index.ts'
import { CausalLog, endsIn, type HeadsEntry, missingHere, sortedEntries } from '../log/index.ts'
import { type Clock, DiskTrouble, type ShareSession } from '../ports/index.ts'
import type { SyncCopy } from '../replica/index.ts'
import {
  type Carrier,
  ExchangeInterrupted,
  type ExchangeTrouble,
  fetchBlocks,
  isContentThere,
  noHeads,
  readHeads,
} from '../replication/exchange/index.ts'

export type ProofOutcome =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'lacks'; readonly detail: string }
  | { readonly kind: 'interrupted'; readonly trouble: ExchangeTrouble }
  | { readonly kind: 'disk-trouble'; readonly trouble: DiskTrouble }

export interface ProofPorts extends RangePorts {
  readonly clock: Clock
}

/**
 * Whether the other folder holds everything that is here. Nothing is believed that could be told from memory: the
 * heads are read anew, every block of every line is opened again and hashed along its line, and the documents' bytes
 * must be there in full. Reads as much as the whole history once; a copy does this when it leaves.
 */
export const proveDelivered = (
  copy: SyncCopy,
  session: ShareSession,
  ports: ProofPorts,
): Promise<ProofOutcome> =>
  outcomeOf(async () => {
    const { digest } = ports
    const mine = await copy.durableHeads()
    const { heads } = await readHeads(session, digest, noHeads)
    const carrier = carrierOf(copy, session, ports)
    for (const entry of sortedEntries(mine)) {
      if (!(await isLineThere(entry, heads.get(entry.line), session, ports)))
        return lacks(`the folder there does not show all of line ${entry.line}`)
      const missing = await missingContent(copy, entry, carrier)
      if (missing !== null) return lacks(`the folder there lacks the bytes of a document, ${missing}`)
    }
    return keptBack(copy, carrier)
  })

/** Whether nothing would go with this copy that never leaves it: bytes of documents that are set to stay here. */
export const proveNothingStays = (
  copy: SyncCopy,
  session: ShareSession,
  ports: ProofPorts,
): Promise<ProofOutcome> => outcomeOf(() => keptBack(copy, carrierOf(copy, session, ports)))

const carrierOf = (copy: SyncCopy, session: ShareSession, ports: ProofPorts): Carrier => ({
  ...ports,
  session,
  contents: copy.contents,
  by: copy.identity.line,
})

const outcomeOf = async (prove: () => Promise<ProofOutcome>): Promise<ProofOutcome> => {
  try {
    return await prove()
  } catch (trouble) {
    if (trouble instanceof ExchangeInterrupted) return { kind: 'interrupted', trouble: trouble.trouble }
    if (trouble instanceof DiskTrouble) return { kind: 'disk-trouble', trouble }
    throw trouble
  }
}

const isLineThere = async (
  mine: HeadsEntry,
  theirs: HeadsEntry | undefined,
  session: ShareSession,
  ports: RangePorts,
): Promise<boolean> => {
  if (!theirs) return false
  // Received as a copy would that has nothing yet: a line may have several histories.
  const there = new CausalLog(new Chain(ports.digest), {
    apply: () => {},
    abandoned: () => {},
    foldAnew: () => {},
  })
  const lines = there.histories
  // Not from what is said with the heads: the blocks themselves are what stays.
  for (let before = -1; lines.receivedSeq(theirs.line) > before;) {
    before = lines.receivedSeq(theirs.line)
    const missing = missingHere(new Map([[theirs.line, theirs]]), lines)
    for (const range of await fetchBlocks(session, ports, missing, lines)) there.offer(range)
  }
  return endsIn(mine).every(({ line, seq, hash }) => lines.holds(line, seq, hash))
}

const missingContent = async (copy: SyncCopy, mine: HeadsEntry, carrier: Carrier): Promise<string | null> => {
  const live = endsIn(mine).flatMap((end) => copy.carried.behind({ ...end, theirSeq: 0 }))
  for (const content of live) {
    if (!(await isContentThere(carrier, content))) return content.hash.slice(0, 12)
  }
  return null
}

const keptBack = async (copy: SyncCopy, carrier: Carrier): Promise<ProofOutcome> => {
  for (const content of copy.carried.staying()) {
    if (await isContentThere(carrier, content)) continue
    const name = copy.document(content.documentId)?.name ?? content.documentId
    return lacks(`the bytes of ${name} are set never to leave this copy: give it another behaviour first`)
  }
  return { kind: 'delivered' }
}

const lacks = (detail: string): ProofOutcome => ({ kind: 'lacks', detail })
