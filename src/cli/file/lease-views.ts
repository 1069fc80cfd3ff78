import type { ArbiterSession } from '../../engine/ports/index.ts'
import { wholeFile } from '../../engine/replica/index.ts'
import { leaseNotes } from './lease-notes.ts'
import { deskFor, holderText } from './lease.ts'
import type { OpenedFolder } from './with-copy.ts'
import { timeText } from './written-view.ts'

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

/** What is in exclusive use there, and what this copy has lost. Nothing where the share does not say. */
export const leaseViews = async (
  session: ArbiterSession,
  opened: OpenedFolder,
): Promise<readonly LeaseView[]> => {
  const desk = deskFor(session, opened)
  const noted = leaseNotes(opened.ports.disk)
  const listed = await desk.subjects()
  const known = listed.kind === 'ok' ? listed.value.map(decodeURIComponent) : []
  const views: LeaseView[] = []
  for (const subject of [...new Set([...known, ...Object.keys(noted)])].toSorted((a, b) =>
    a < b ? -1 : 1,
  )) {
    const answer = await desk.stateOf(subject)
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
