import { deadSessionUs } from '../share/index.ts'
import { recordSentReport, recordObservation, type Node, type World } from '../world/index.ts'

/** Kills the programs on a machine. Their handles at hosts stay open until the host gives up. */
export const endPrograms = (world: World, host: string): void => {
  for (const station of stationsOn(world, host)) {
    recordSentReport(world, station)
    if (station.isRunning) recordObservation(world, station)
    station.isRunning = false
    station.end()
    world.recorder.turnDropped(station.spec.id)
    letGo(world, station)
    // Pending calls end on a disk without power, and nobody hears of them.
    void Promise.resolve().then(() =>
      Promise.allSettled([station.linkManager?.close(), station.serving?.close()]),
    )
  }
}

/** Nobody is connected to a machine without power. */
export const endVisits = (world: World, host: string): void => {
  const table = world.tables.get(host)
  for (const { id, copy } of table?.sessions() ?? []) {
    table?.release(id)
    world.recorder.disconnected(copy, host, world.kernel.scheduler.nowUs)
  }
}

export const stationsOn = ({ nodes: stations }: World, host: string): readonly Node[] =>
  stations.filter(({ spec }) => spec.host === host)

const letGo = ({ tables, recorder, kernel }: World, { spec }: Node): void => {
  for (const table of tables.values())
    for (const { id, copy } of table.sessions()) {
      if (copy !== spec.id) continue
      recorder.disconnected(copy, table.host, kernel.scheduler.nowUs)
      kernel.scheduler.after(deadSessionUs, () => void table.release(id))
    }
}
