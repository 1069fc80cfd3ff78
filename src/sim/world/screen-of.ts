import { readVisitors } from '../../engine/replication/presence/index.ts'
import type { ScreenRecord } from '../record/index.ts'
import type { Station } from './station.ts'
import type { World } from './world.ts'

/** Writes down what a copy's screen and its status say now, and what it has acknowledged to the copy above (S4). */
export const noteScreen = (world: World, station: Station): void => {
  world.recorder.screens.push(screenOf(world, station))
}

const screenOf = (world: World, station: Station): ScreenRecord => {
  const { spec, life, copy } = station
  const { deliveries, attempts } = world.recorder
  // What somebody is typing is on the screen before it is acknowledged, and nobody was promised it.
  const typed = new Set(attempts.open(spec.id))
  return {
    copy: spec.id,
    life,
    atUs: world.kernel.agenda.nowUs,
    applied: new Set([...deliveries.appliedAt(spec.id)].filter((id) => !typed.has(id))),
    received: Object.fromEntries([...copy.lines.heads()].map(([line, { seq }]) => [line, seq])),
    acknowledged: acknowledgedAbove(world, station),
  }
}

const acknowledgedAbove = (world: World, { spec, copy }: Station): Readonly<Record<string, number>> => {
  if (spec.parent === null) return {}
  const above = world.programs.shareOf(spec.parent)
  const isOff = world.stations.some(({ spec: { id }, isRunning }) => id === spec.parent && !isRunning)
  if (isOff || !world.network.isUp(above.host)) return {}
  const cards = readVisitors(above.disk)
  return cards.find(({ line }) => line === copy.identity.line)?.report?.acknowledged ?? {}
}
