import { claimSent, type Station, type World } from '../world/index.ts'

/** Closes a program as its user does: nobody works there until another one is started. */
export const closeProgram = async (world: World, station: Station): Promise<void> => {
  claimSent(world, station)
  station.isRunning = false
  await Promise.all([station.keeper?.close(), station.serving?.close()])
  station.end()
  station.copy.close()
  world.recorder.turnDropped(station.spec.id)
}
