import type { Recording, WriteRecord } from '../record/index.ts'
import { type ConflictCount, countConflicts } from './oracle/standing-writes.ts'
import type { Judgement } from './verdict.ts'

/** Judges each client file by itself: client files share no writes. */
export const inEachFile =
  (judge: (recording: Recording) => Judgement) =>
  (recording: Recording): Judgement => {
    const { files } = recording
    if (files.length < 2) return judge(recording)
    const judgements = files.map((copies) => judge(partOf(recording, new Set(copies))))
    const failing = judgements.filter(({ holds }) => !holds)
    const reported = failing.length > 0 ? failing : judgements
    const detail = `in ${files.length} client files: ${reported.map((each) => each.detail).join('; ')}`
    return { holds: failing.length === 0, detail }
  }

const partOf = (recording: Recording, copies: ReadonlySet<string>): Recording => {
  const isOfIt = ({ copy }: { readonly copy: string }): boolean => copies.has(copy)
  return {
    ...recording,
    writes: recording.writes.filter(isOfIt),
    samples: recording.samples.filter(isOfIt),
    finals: recording.finals.filter(isOfIt),
    states: recording.states.filter(isOfIt),
    observations: recording.observations.filter(isOfIt),
    sentReports: recording.sentReports.filter(isOfIt),
  }
}

export const expectedConflicts = (
  writes: readonly WriteRecord[],
  files: Recording['files'],
): ConflictCount => {
  if (files.length < 2) return countConflicts(writes)
  const counts = files.map((copies) => {
    const here = new Set(copies)
    return countConflicts(writes.filter(({ copy }) => here.has(copy)))
  })
  const sum = (count: (each: ConflictCount) => number): number =>
    counts.reduce((total, each) => total + count(each), 0)
  return { open: sum(({ open }) => open), resolved: sum(({ resolved }) => resolved) }
}
