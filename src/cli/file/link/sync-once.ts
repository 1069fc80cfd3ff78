import { type SaveOutcome, type SyncCopy, wholeFile } from '../../../engine/replica/index.ts'
import type { CommandFailure } from '../../context/command-failure.ts'
import { timeText } from '../../context/printed-text.ts'
import { diskFailure } from '../open/failures.ts'
import type { OpenedFolder } from '../open/open-copy.ts'
import { waitingView, type WaitingView } from '../status/waiting-view.ts'
import { exchangeWith, nothingExchanged } from './exchange.ts'
import type { LinkSettings } from './link-settings.ts'

export interface SyncReport {
  readonly link: { readonly name: string; readonly address: string; readonly through: string } | null
  /** False if the linked copy could not be reached, or not to the end. */
  readonly level: boolean
  readonly eventsIn: number
  readonly eventsOut: number
  readonly bytesOut: number
  readonly saved: readonly string[]
  /** External edits that wait, since another copy has exclusive use: one text each. */
  readonly reserved: readonly string[]
  readonly waiting: readonly WaitingView[]
  readonly conflicts: number
  /** Why this copy's events may not be sent there. Null if they may. */
  readonly barred: string | null
  /** Events that were refused, since their writer did not sign them. */
  readonly refused: readonly string[]
}

export const syncCopy = async (
  opened: OpenedFolder,
  link: LinkSettings | null,
): Promise<{ report: SyncReport; failure: CommandFailure | null }> => {
  const { copy } = opened
  const first = await ingestSaves(opened)
  const exchanged = link ? await exchangeWith(opened, link) : nothingExchanged
  // The exchange may have brought the news that a lease has ended.
  const isRetried = first.reserved.length > 0 && link !== null && exchanged.failure === null
  const then = isRetried ? await ingestSaves(opened) : { ...first, saved: [] }
  const more = link && then.saved.length > 0 ? await exchangeWith(opened, link) : nothingExchanged
  const failure = exchanged.failure ?? more.failure
  const report = {
    link: link && { name: link.name, address: link.address, through: link.through },
    level: link !== null && failure === null,
    eventsIn: exchanged.eventsIn + more.eventsIn,
    eventsOut: exchanged.eventsOut + more.eventsOut,
    bytesOut: exchanged.bytesOut + more.bytesOut,
    saved: [...first.saved, ...then.saved],
    reserved: then.reserved,
    waiting: copy.checkOutDocuments().map((each) => waitingView(each, opened.shakedown)),
    conflicts: copy.state.conflictCount,
    barred: exchanged.barred ?? more.barred,
    refused: (copy.authorship?.refusals() ?? []).map(({ detail }) => detail),
  }
  return { report, failure }
}

interface IngestedSaves {
  readonly saved: readonly string[]
  readonly reserved: readonly string[]
}

export const ingestSaves = async ({ copy, name }: OpenedFolder): Promise<IngestedSaves> => {
  const outcomes = await copy.saveExternalEdits({ author: copy.identity.user, note: '' })
  const waits = outcomes.flatMap((outcome) => reservedText(outcome, copy) ?? [])
  const others = outcomes.filter((outcome) => reservedText(outcome, copy) === null)
  return { saved: others.map((outcome) => savedName(outcome, copy, name)), reserved: [...new Set(waits)] }
}

const reservedText = (outcome: SaveOutcome, copy: SyncCopy): string | null => {
  if (outcome.kind !== 'closed' || !outcome.reserved) return null
  const { subject, untilMs } = outcome.reserved
  const what = subject === wholeFile ? copy.format.fileName : (copy.document(subject)?.name ?? subject)
  return `${what}: ${outcome.detail}, until ${timeText(untilMs)}`
}

const savedName = (outcome: SaveOutcome, copy: SyncCopy, name: string): string => {
  if (outcome.kind === 'disk-trouble') throw diskFailure(outcome.trouble, name)
  if (outcome.kind !== 'acknowledged') return outcome.detail
  return copy.document(outcome.documentId)?.name ?? outcome.documentId
}
