import type { StoreStanding } from '../../engine/index.ts'
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
}

export const standingView = (standing: StoreStanding, nowMs: number): StandingView => {
  const schema = 'shakedown.datastore-status/1'
  if (standing.kind === 'centre') {
    const { name, place } = standing
    return {
      schema,
      kind: 'centre',
      centre: name,
      phase: 'serving',
      position: place.position,
      asOf: null,
      behindMs: null,
    }
  }
  const { centre, phase, asOf } = standing
  return {
    schema,
    kind: 'branch',
    centre,
    phase,
    position: asOf?.place.position ?? null,
    asOf: asOf ? timeText(asOf.atMs) : null,
    behindMs: asOf ? Math.max(0, nowMs - asOf.atMs) : null,
  }
}

export const standingText = (name: string, standing: StoreStanding, nowMs: number): string => {
  const { kind, centre, phase, position, asOf, behindMs } = standingView(standing, nowMs)
  if (kind === 'centre') return `${name}: the centre ${centre}, at change ${position}\n`
  const lines = [
    `${name}: a branch of ${centre ?? 'a centre that it has not heard of yet'}`,
    `  ${phaseText[phase] ?? phase}`,
    ...(asOf === null ? [] : [`  as of ${asOf}, ${ageText(behindMs ?? 0)} behind, at change ${position}`]),
  ]
  return `${lines.join('\n')}\n`
}

const phaseText: Readonly<Record<string, string>> = {
  empty: 'serves nothing: nothing came from its centre yet',
  filling: 'serves nothing yet: it is filled, and waits until it has heard of its centre once more',
  serving: 'serves',
  refilling: 'serves what it had, and is being filled anew: it was away for longer than changes are kept',
}

const ageText = (ms: number): string => {
  const seconds = Math.round(ms / 1000)
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}
