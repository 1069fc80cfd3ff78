import type { ArbiterSession } from '../../../engine/ports/index.ts'
import { wholeFile } from '../../../engine/replica/index.ts'
import { timeText } from '../../context/printed-text.ts'
import { leaseNotes } from '../document/lease-notes.ts'
import { leasesFor, holderText } from '../document/lease-subject.ts'
import type { OpenedFolder } from '../open/open-copy.ts'

/** Exclusive use of a document, as the share that arbitrates knows it. Times are by that share's clock. */
export interface LeaseView {
  readonly document: string
  readonly documentId: string
  /** `held` by this copy, `taken` by another, or `lost`: this copy had it until `until`, and has it no more. */
  readonly state: 'held' | 'taken' | 'lost'
  readonly by: string | null
  readonly since: string | null
  readonly until: string
}

/** Leases held there, and those that this copy has lost. Returns nothing if the share does not answer. */
export const leaseViews = async (
  session: ArbiterSession,
  opened: OpenedFolder,
): Promise<readonly LeaseView[]> => {
  const leases = leasesFor(session, opened)
  const noted = leaseNotes(opened.ports.disk)
  const listed = await leases.subjects()
  const known = listed.kind === 'ok' ? listed.value.map(decodeURIComponent) : []
  const views: LeaseView[] = []
  for (const subject of [...new Set([...known, ...Object.keys(noted)])].toSorted((a, b) =>
    a < b ? -1 : 1,
  )) {
    const answer = await leases.stateOf(subject)
    if (answer.kind !== 'ok') continue
    const state = answer.value
    const document =
      subject === wholeFile ? 'the whole file' : (opened.copy.document(subject)?.name ?? subject)
    const names = { documentId: subject, document }
    const isOurs = state.kind === 'held' && state.by?.line === opened.copy.identity.line
    const had = noted[subject]
    if (state.kind === 'held') {
      const [since, until] = [timeText(state.sinceMs), timeText(state.untilMs)]
      views.push({ ...names, state: isOurs ? 'held' : 'taken', by: holderText(state), since, until })
    }
    if (had !== undefined && !isOurs) {
      views.push({ ...names, state: 'lost', by: null, since: null, until: timeText(had) })
    }
  }
  return views
}

export const leaseText = ({ document, state, by, since, until }: LeaseView): string => {
  if (state === 'lost') return `${document}: this copy had it alone until ${until}, and has it no more`
  const who = state === 'held' ? 'this copy alone' : `${by} alone`
  return `${document}: ${who}, since ${since}, until ${until}`
}
