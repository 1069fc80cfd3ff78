import { type SaveOutcome, type SyncCopy, wholeFile } from '../../../engine/replica/index.ts'
import type { CommandFailure } from '../../context/command-failure.ts'
import { timeText } from '../../context/printed-text.ts'
import { diskFailure } from '../open/failures.ts'
import type { OpenedFolder } from '../open/open-copy.ts'
import { waitingView, type WaitingView } from '../status/waiting-view.ts'
import { carry, nothingCarried } from './exchange.ts'
import type { LinkSettings } from './link-settings.ts'

/** The outcome of a sync, as --json prints it. */
export interface SyncReport {
  readonly link: { readonly name: string; readonly address: string; readonly through: string } | null
  /** False if the linked copy could not be reached, or not to the end. */
  readonly level: boolean
  readonly eventsIn: number
  readonly eventsOut: number
  readonly bytesOut: number
  /** Documents that were saved in the working folder since the last time. */
  readonly saved: readonly string[]
  /** Saves that wait, since another copy has exclusive use: what is told of each. */
  readonly reserved: readonly string[]
  readonly waiting: readonly WaitingView[]
  readonly conflicts: number
  /** Why what was written here may not be brought there; null where it may. */
  readonly barred: string | null
  /** What was not let in, since its writer did not sign it. */
  readonly refused: readonly string[]
}

export const syncCopy = async (
  opened: OpenedFolder,
  link: LinkSettings | null,
): Promise<{ report: SyncReport; failure: CommandFailure | null }> => {
  const { copy } = opened
  const first = await takeSaves(opened)
  const carried = link ? await carry(opened, link) : nothingCarried
  // The other side may have told that what was reserved is free by now.
  const isRetried = first.reserved.length > 0 && link !== null && carried.failure === null
  const then = isRetried ? await takeSaves(opened) : { ...first, saved: [] }
  const more = link && then.saved.length > 0 ? await carry(opened, link) : nothingCarried
  const failure = carried.failure ?? more.failure
  const report = {
    link: link && { name: link.name, address: link.address, through: link.through },
    level: link !== null && failure === null,
    eventsIn: carried.eventsIn + more.eventsIn,
    eventsOut: carried.eventsOut + more.eventsOut,
    bytesOut: carried.bytesOut + more.bytesOut,
    saved: [...first.saved, ...then.saved],
    reserved: then.reserved,
    waiting: copy.layDocuments().map((each) => waitingView(each, opened.shakedown)),
    conflicts: copy.state.conflictCount,
    barred: carried.barred ?? more.barred,
    refused: (copy.authorship?.refusals() ?? []).map(({ detail }) => detail),
  }
  return { report, failure }
}

interface TakenSaves {
  /** The names of the documents that were saved. */
  readonly saved: readonly string[]
  /** Of what stays in the working folder as it is, since another copy has exclusive use: why. */
  readonly reserved: readonly string[]
}

/** Ingests external edits: documents that were saved in the working folder since the last time. */
export const takeSaves = async ({ copy, name }: OpenedFolder): Promise<TakenSaves> => {
  const outcomes = await copy.takeOutsideSaves({ author: copy.identity.user, note: '' })
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
