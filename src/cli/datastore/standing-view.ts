import type { BranchAsked, StoreStanding } from '../../access/ports/index.ts'
import type { BranchSlot } from '../../real/postgres/index.ts'
import { timeText } from '../context/printed-text.ts'

export interface StandingView {
  readonly schema: 'shakedown.datastore-status/1'
  readonly kind: 'centre' | 'branch'
  readonly centre: string | null
  readonly phase: string
  readonly position: number | null
  readonly asOf: string | null
  /** Time since the branch heard of its centre. */
  readonly behindMs: number | null
  /** Since when and why the centre is out of reach. Null if it is in reach. */
  readonly cutOff: { readonly since: string; readonly detail: string } | null
  readonly branches: readonly BranchView[]
}

export type BranchView =
  | {
      readonly by: 'replication'
      readonly name: string
      readonly state: BranchSlot['state']
      readonly behindBytes: number
      readonly lacksSince: string | null
    }
  | {
      readonly by: 'questions'
      readonly name: string
      /** Within a minute; null where it never did. */
      readonly askedAt: string | null
      /** Which change it had then; null while it is filled. */
      readonly position: number | null
    }

const schema = 'shakedown.datastore-status/1'

export const standingView = (
  standing: StoreStanding,
  nowMs: number,
  branches: readonly BranchView[] = [],
): StandingView => {
  if (standing.kind === 'centre') {
    const { kind, name: centre, place } = standing
    const nothing = { asOf: null, behindMs: null, cutOff: null }
    return {
      schema,
      kind,
      centre,
      phase: 'serving',
      position: place.position,
      ...nothing,
      branches,
    }
  }
  const { kind, centre, phase, asOf, cutOff } = standing
  return {
    schema,
    kind,
    centre,
    phase,
    position: asOf?.place.position ?? null,
    asOf: asOf ? timeText(asOf.atMs) : null,
    behindMs: asOf ? Math.max(0, nowMs - asOf.atMs) : null,
    cutOff: cutOff && { since: timeText(cutOff.sinceMs), detail: cutOff.detail },
    branches: [],
  }
}

export const replicatedView = ({ name, state, behindBytes, lacksSinceMs }: BranchSlot): BranchView => ({
  by: 'replication',
  name,
  state,
  behindBytes,
  lacksSince: lacksSinceMs === null ? null : timeText(lacksSinceMs),
})

export const askedView = (name: string, asked: BranchAsked | null): BranchView => ({
  by: 'questions',
  name,
  askedAt: asked && timeText(asked.atMs),
  position: asked?.position ?? null,
})

export const standingText = (name: string, standing: StoreStanding, nowMs: number): string =>
  viewText(name, standingView(standing, nowMs))

export const viewText = (name: string, view: StandingView): string => {
  const { kind, centre, phase, position, asOf, behindMs, cutOff, branches } = view
  if (kind === 'centre')
    return [`${name}: the centre ${centre}, at change ${position}`, ...branches.map(branchText), ''].join(
      '\n',
    )
  const lines = [
    `${name}: a branch of ${centre ?? 'a centre that it has not heard of yet'}`,
    `  ${phaseText[phase] ?? phase}`,
    ...(asOf === null ? [] : [`  as of ${asOf}, ${ageText(behindMs ?? 0)} behind, at change ${position}`]),
    ...(cutOff ? [`  cut off since ${cutOff.since}: ${cutOff.detail}`] : []),
  ]
  return `${lines.join('\n')}\n`
}

const branchText = (view: BranchView): string =>
  `  branch ${view.name}: ${view.by === 'replication' ? replicatedText(view) : askedText(view)}`

const replicatedText = (view: Extract<BranchView, { by: 'replication' }>): string => {
  const { state, behindBytes, lacksSince } = view
  if (state === 'lost')
    return 'was away for too long, and has to be loaded again: datastore branch … --refill'
  const lacks = lacksSince === null ? 'lacks nothing' : `lacks what was written since ${lacksSince}`
  return `${state === 'connected' ? 'connected' : 'not connected'}, ${lacks} (${sizeText(behindBytes)} of the log)`
}

const askedText = ({ askedAt, position }: Extract<BranchView, { by: 'questions' }>): string => {
  if (askedAt === null) return 'never asked for anything yet'
  return `asked at ${askedAt}, ${position === null ? 'to be filled' : `and had all up to change ${position}`}`
}

const phaseText: Readonly<Record<string, string>> = {
  empty: 'serves nothing: nothing came from its centre yet',
  filling: 'serves nothing yet: it is filled, and waits until it has heard of its centre once more',
  serving: 'serves',
  refilling: 'serves its old facts while it is loaded again',
}

const sizeText = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} kB` : `${Math.ceil(bytes / 1024 / 1024)} MB`

const ageText = (ms: number): string => {
  const seconds = Math.round(ms / 1000)
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}
