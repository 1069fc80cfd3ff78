import { checks } from '../../plan/definitions/check/index.ts'
import type {
  AccessRecording,
  CentreWrite,
  LongCut,
  ServedMoment,
  WriteAttempt,
  WrittenFact,
} from '../record/index.ts'
import { judgeOf } from './judge.ts'
import { judgementOf } from './verdict.ts'

/** Replays the centre's writes from the beginning. */
export const pastMomentJudge = judgeOf(checks.pastMoment, {
  applies: ({ access }) => (access && access.branches.length > 0 ? access : null),
  judge: (access) => {
    const { branches, served, attempts, history, longCuts } = access
    const findings = [
      ...branches.flatMap((branch) => backwards(served.filter((moment) => moment.branch === branch))),
      ...branches.flatMap((branch) =>
        served.some((moment) => moment.branch === branch) ? [] : [`${branch} never showed anything`],
      ),
      ...differences(access),
      ...attempts.flatMap((attempt) => notRefused(attempt, access)),
      ...longCuts.flatMap((cut) => notRefilled(cut, served)),
    ]
    if (served.length === 0) findings.push('there was nothing to look at')
    const refilling = served.filter(({ isRefilling }) => isRefilling).length
    const summary = `${served.length} looks at ${branches.length} branches, ${refilling} of them while they were loaded again, beside ${history.length} changes; ${attempts.length} writes attempted`
    return judgementOf(summary, findings)
  },
})

const differences = ({ served, history }: AccessRecording): string[] => {
  const replay = new HistoryReplay(history)
  return served
    .toSorted((a, b) => a.position - b.position)
    .flatMap(({ branch, position, asOfMs, facts }) => {
      const wanted = replay.at(position)
      if (!wanted) return [`${branch} claims to be change ${position}, which the centre never made`]
      if (wanted.beatMs !== asOfMs)
        return [`${branch} claims to be of ${asOfMs}, and the last heartbeat by then was of ${wanted.beatMs}`]
      return textOf(facts) === wanted.text
        ? []
        : [`${branch} did not show what the centre held at change ${position}`]
    })
}

/** Queries must ask for ever later places. */
class HistoryReplay {
  readonly #history: readonly CentreWrite[]
  readonly #facts = new Map<string, WrittenFact>()
  #replayedCount = 0
  #text: string | null = null
  #beatMs = 0

  constructor(history: readonly CentreWrite[]) {
    this.#history = history
  }

  at(position: number): { readonly text: string; readonly beatMs: number } | null {
    for (;;) {
      const next = this.#history[this.#replayedCount]
      if (!next || next.position > position) break
      this.#apply(next)
    }
    const latest = this.#history[this.#replayedCount - 1]
    if (latest?.position !== position) return null
    this.#text ??= textOf([...this.#facts.values()])
    return { text: this.#text, beatMs: this.#beatMs }
  }

  #apply({ rows, atMs, isHeartbeat }: CentreWrite): void {
    this.#replayedCount += 1
    if (isHeartbeat) this.#beatMs = atMs
    for (const row of rows) {
      this.#text = null
      if (row.value === null) this.#facts.delete(`${row.table} ${row.key}`)
      else this.#facts.set(`${row.table} ${row.key}`, row)
    }
  }
}

const textOf = (facts: readonly WrittenFact[]): string =>
  facts
    .map(({ table, key, value }) => `${table} ${key} ${value}`)
    .sort()
    .join('\n')

const backwards = (served: readonly ServedMoment[]): string[] =>
  served.flatMap(({ branch, position }, index) => {
    const before = served[index - 1]
    return before && before.position > position
      ? [`${branch} showed change ${position} after it had shown change ${before.position}`]
      : []
  })

const notRefused = (attempt: WriteAttempt, { centre, history, served }: AccessRecording): string[] => {
  const { branch, key, outcome, refusalText } = attempt
  const isItsKey = (row: WrittenFact): boolean => row.key === key
  const findings: string[] = []
  if (outcome !== 'refused') findings.push(`a write at ${branch} was ${outcome}, and not refused`)
  else if (!refusalText.includes(centre))
    findings.push(`${branch} refused a write without naming ${centre}: "${refusalText}"`)
  if (history.some(({ rows }) => rows.some(isItsKey)))
    findings.push(`what was written at ${branch} came to ${centre}`)
  const leaked = served.find(({ facts }) => facts.some(isItsKey))
  if (leaked) findings.push(`what was written at ${branch} was shown at ${leaked.branch}`)
  return findings
}

const notRefilled = ({ branch, fromUs, toUs }: LongCut, served: readonly ServedMoment[]): string[] => {
  const after = served.filter((moment) => moment.branch === branch && moment.atUs > fromUs)
  const findings: string[] = []
  if (!after.some(({ isRefilling, atUs }) => isRefilling && atUs >= toUs))
    findings.push(`${branch} was away for longer than changes are kept, and was not loaded again`)
  if (after.at(-1)?.isRefilling !== false) findings.push(`${branch} was being loaded again until the end`)
  return findings
}
