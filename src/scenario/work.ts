import { checked } from '../plan/scenario-error.ts'
import { type Work, workSchema } from '../plan/scenario-spec.ts'
import { type Duration, durationUs, type Size, sizeBytes } from '../plan/units.ts'
import { refuseUnknownOptions, risingPair } from '../plan/written-options.ts'

export interface StaffAtWorkOptions {
  readonly openWithin?: Duration
  readonly editEvery?: Duration
  readonly documents?: number
  readonly documentSize?: readonly [Size, Size]
  readonly meetings?: number
  readonly think?: readonly [Duration, Duration]
}

/**
 * Staff who open their copies in the morning and write all day: field edits, and a share of document saves.
 * Save sizes are heavy-tailed between the two ends. `meetings` is the share of edits where someone else is
 * writing.
 */
export const staffAtWork = (options: StaffAtWorkOptions = {}): Work => {
  refuseUnknownOptions('staffAtWork', options, [
    'openWithin',
    'editEvery',
    'documents',
    'documentSize',
    'meetings',
    'think',
  ])
  const [smallest, largest] = options.documentSize ?? ['10 kB', '2 MB']
  const [shortest, longest] = options.think ?? ['3s', '20s']
  const work = {
    kind: 'work',
    openWithinUs: durationUs(options.openWithin ?? '2m', 'staffAtWork openWithin'),
    editEveryUs: durationUs(options.editEvery ?? '30s', 'staffAtWork editEvery'),
    documentShare: options.documents ?? 0.15,
    documentBytes: risingPair('staffAtWork documentSize', [
      sizeBytes(smallest, 'staffAtWork documentSize'),
      sizeBytes(largest, 'staffAtWork documentSize'),
    ]),
    meetingShare: options.meetings ?? 0.05,
    thinkUs: risingPair('staffAtWork think', [
      durationUs(shortest, 'staffAtWork think'),
      durationUs(longest, 'staffAtWork think'),
    ]),
  }
  return checked(workSchema, work, 'staffAtWork')
}
