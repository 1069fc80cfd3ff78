import type { StoreStanding } from '../../engine/index.ts'
import type { BranchSlot } from '../../real/postgres/index.ts'
import { timeText } from '../file/written-view.ts'

export interface StandingView {
  readonly schema: 'shakedown.datastore-status/1'
  readonly kind: 'centre' | 'branch'
  readonly centre: string | null
  readonly phase: string
  readonly position: number | null
  readonly asOf: string | null
  /** How far a branch is behind: since when it has not heard of its centre. */
  readonly behindMs: number | null
  /** Since when it does not hear of its centre, and why; null where it does. */
  readonly cutOff: { readonly since: string; readonly detail: string } | null
  /** The branches of a centre whose database feeds them by itself. */
  readonly branches: readonly BranchView[]
}

interface BranchView {
  readonly name: string
  readonly state: BranchSlot['state']
  readonly behindBytes: number
  readonly lacksSince: string | null
}

const schema = 'shakedown.datastore-status/1'

export const standingView = (
  standing: StoreStanding,
  nowMs: number,
  branches: readonly BranchSlot[] = [],
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
      branches: branches.map(branchView),
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

const branchView = ({ name, state, behindBytes, lacksSinceMs }: BranchSlot): BranchView => ({
  name,
  state,
  behindBytes,
  lacksSince: lacksSinceMs === null ? null : timeText(lacksSinceMs),
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

const branchText = ({ name, state, behindBytes, lacksSince }: BranchView): string => {
  if (state === 'lost')
    return `  branch ${name}: was away for too long, and is to be filled anew: datastore branch … --refill`
  const lacks = lacksSince === null ? 'lacks nothing' : `lacks what was written since ${lacksSince}`
  return `  branch ${name}: ${state === 'connected' ? 'connected' : 'not connected'}, ${lacks} (${sizeText(behindBytes)} of the log)`
}

const phaseText: Readonly<Record<string, string>> = {
  empty: 'serves nothing: nothing came from its centre yet',
  filling: 'serves nothing yet: it is filled, and waits until it has heard of its centre once more',
  serving: 'serves',
  refilling: 'serves what it had, and is being filled anew',
}

const sizeText = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} kB` : `${Math.ceil(bytes / 1024 / 1024)} MB`

const ageText = (ms: number): string => {
  const seconds = Math.round(ms / 1000)
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}
