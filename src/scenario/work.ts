import { type ActionWord, mixedActions } from '../plan/definitions/action/index.ts'
import { checked } from '../plan/scenario-error.ts'
import { type Work, workSchema } from '../plan/scenario-spec.ts'
import { type Duration, durationUs, type Size, sizeBytes } from '../plan/units.ts'
import { refuseUnknownOptions, risingPair } from '../plan/written-options.ts'

export interface StaffAtWorkOptions {
  /** The job of the people who work so. Without one, it is everybody whose role has no work of its own. */
  readonly role?: string
  readonly openWithin?: Duration
  readonly editEvery?: Duration
  readonly documents?: number
  readonly documentSize?: readonly [Size, Size]
  readonly meetings?: number
  readonly mix?: { readonly [Word in ActionWord]?: number }
  readonly think?: readonly [Duration, Duration]
}

/**
 * Staff who open their copies in the morning and write all day: field edits, and a share of document saves. Sizes of
 * saves are heavy-tailed between the two ends. The share `meetings` goes to the hot address of its time.
 */
export const staffAtWork = (options: StaffAtWorkOptions = {}): Work => {
  refuseUnknownOptions('staffAtWork', options, [
    'role',
    'openWithin',
    'editEvery',
    'documents',
    'documentSize',
    'meetings',
    'mix',
    'think',
  ])
  refuseUnknownOptions(
    'staffAtWork mix',
    options.mix ?? {},
    mixedActions.map(({ word }) => word),
  )
  const [smallest, largest] = options.documentSize ?? ['10 kB', '2 MB']
  const [shortest, longest] = options.think ?? ['3s', '20s']
  const work = {
    kind: 'work',
    role: options.role ?? null,
    openWithinUs: durationUs(options.openWithin ?? '2m', 'staffAtWork openWithin'),
    editEveryUs: durationUs(options.editEvery ?? '30s', 'staffAtWork editEvery'),
    documentShare: options.documents ?? 0.15,
    documentBytes: risingPair('staffAtWork documentSize', [
      sizeBytes(smallest, 'staffAtWork documentSize'),
      sizeBytes(largest, 'staffAtWork documentSize'),
    ]),
    meetingShare: options.meetings ?? 0.1,
    mix: options.mix ?? {},
    thinkUs: risingPair('staffAtWork think', [
      durationUs(shortest, 'staffAtWork think'),
      durationUs(longest, 'staffAtWork think'),
    ]),
  }
  return checked(workSchema, work, 'staffAtWork')
}
