import { recordSentReport, type Node, type World } from '../world/index.ts'

/** Closes a program as its user does. Nobody works there until another one starts. */
export const closeProgram = async (world: World, station: Node): Promise<void> => {
  recordSentReport(world, station)
  station.isRunning = false
  await Promise.all([station.linkManager?.close(), station.serving?.close()])
  station.end()
  station.copy.close()
  world.recorder.turnDropped(station.spec.id)
}
