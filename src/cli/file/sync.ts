import { type SaveOutcome, type SyncCopy, wholeFile } from '../../engine/replica/index.ts'
import { countedText } from '../../result/format.ts'
import type { CommandFailure } from '../command-failure.ts'
import { carry, nothingCarried } from './carry.ts'
import type { FileContext } from './file-context.ts'
import { type LinkSettings, readLink } from './link-settings.ts'
import { diskFailure } from './trouble.ts'
import { waitingView, type WaitingView } from './waiting-view.ts'
import { type OpenedFolder, withCopy } from './with-copy.ts'
import { jsonText, timeText } from './written-view.ts'

/** Takes on what was saved in the working folder, and exchanges with the linked copy until both are level. */
export const sync = async (
  name: string,
  options: { readonly json?: boolean },
  context: FileContext,
): Promise<void> => {
  const { report, failure } = await withCopy(name, 'sync', context, (opened) =>
    syncCopy(opened, readLink(opened.ports.disk)),
  )
  context.out(options.json ? jsonText(report) : syncText(report, name))
  if (failure) throw failure
}

/** What a sync did, as --json prints it. */
interface SyncReport {
  readonly link: { readonly name: string; readonly address: string; readonly through: string } | null
  /** False where the linked copy could not be reached, or not to the end. */
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
    waiting: copy.checkOutDocuments().map(waitingView),
    conflicts: copy.state.conflictCount,
    barred: carried.barred ?? more.barred,
    refused: (copy.authorship?.refusals() ?? []).map(({ detail }) => detail),
  }
  return { report, failure }
}

export interface TakenSaves {
  /** The names of the documents that were saved. */
  readonly saved: readonly string[]
  /** Of what stays in the working folder as it is, since another copy has exclusive use: why. */
  readonly reserved: readonly string[]
}

/** Takes on what was saved in the working folder since the last time. */
export const takeSaves = async ({ copy, name }: OpenedFolder): Promise<TakenSaves> => {
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

export const syncText = (report: SyncReport, name: string): string => {
  const { link, level, eventsIn, eventsOut, bytesOut, saved, reserved, waiting, conflicts, refused } = report
  const { barred } = report
  const lines = [
    link ? linkLine(name, link, level) : `${name} has no link; only its own folder was looked through`,
    `  taken in ${countedText(eventsIn, 'event')}, sent ${countedText(eventsOut, 'event')} (${countedText(bytesOut, 'byte')})`,
    ...reserved.map((why) => `  not saved yet, and left in the working folder: ${why}`),
    ...saved.map((document) => `  saved in the working folder: ${document}`),
    ...waiting.map(({ document, reason }) => `  waiting: ${document}, ${reason}`),
  ]
  if (barred !== null) lines.push(`  what was written here stays here: ${barred}`)
  lines.push(...refused.map((detail) => `  refused: ${detail}. It was changed on its way here`))
  if (conflicts > 0) {
    lines.push(`  ${conflicts} in conflict. To settle: npx shakedown file conflicts ${name}`)
  }
  return [...lines, ''].join('\n')
}

const linkLine = (name: string, link: NonNullable<SyncReport['link']>, level: boolean): string =>
  level
    ? `${name} is level with ${link.name} (${link.through})`
    : `${name} could not be synchronized with ${link.name} (${link.through})`
