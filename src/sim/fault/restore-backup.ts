import type { Disk } from '../../engine/ports/index.ts'
import type { PlanItem } from '../../plan/plan.ts'
import { copyFolder, SharedBlocks, SimMachineDisk } from '../machine/disk/index.ts'
import type { Node, World } from '../world/index.ts'
import { closeProgram } from './close-program.ts'
import type { FaultLog } from './fault-log.ts'
import { whenAtWork } from './when-at-work.ts'

const lookEveryUs = 5_000_000

/** Keeps what lies in a copy's folder now, and puts the folder back to that a while later. */
export const restoreBackup = (world: World, log: FaultLog, item: PlanItem): void =>
  whenAtWork(world, item, (station) => {
    const backup: Backup = { station, takenUs: world.kernel.scheduler.nowUs, disk: emptyDisk() }
    copyFolder(station.disk, backup.disk)
    world.kernel.scheduler.after(Number(item.parameters['ageUs']), () => restore(world, log, item, backup))
  })

interface Backup {
  readonly station: Node
  readonly takenUs: number
  readonly disk: Disk
}

const emptyDisk = (): Disk => new SimMachineDisk(new SharedBlocks()).folder('backup')

const restore = (world: World, log: FaultLog, item: PlanItem, backup: Backup): void => {
  const { station } = backup
  const { scheduler: agenda } = world.kernel
  if (!station.isRunning) {
    agenda.after(lookEveryUs, () => restore(world, log, item, backup))
    return
  }
  const goOnline = (): void => connect(world, log, item, station)
  const entry = { id: item.id, kind: 'put back', target: station.spec.host, insideTransfer: false } as const
  log.begin({ ...entry, fromUs: agenda.nowUs }, goOnline)
  world.kernel.wake()
  const putBack = closeProgram(world, station).then(() => {
    replaceFolder(world, backup)
    agenda.after(Number(item.parameters['offlineUs']), goOnline)
  })
  world.guard.watch(putBack)
}

/** Its owner works on in it, and is not connected yet. */
const replaceFolder = (world: World, { station, takenUs, disk }: Backup): void => {
  const { processes: programs, recorder, kernel } = world
  const { spec } = station
  copyFolder(disk, programs.machineOf(spec).emptyFolder(spec.id))
  station.incarnation += 1
  station.isOpened = false
  recorder.lost({ copy: spec.id, fromUs: takenUs, atUs: kernel.scheduler.nowUs })
  kernel.wake()
  programs.startAgain(station)
}

const connect = (world: World, log: FaultLog, item: PlanItem, station: Node): void => {
  if (station.isOpened) return
  station.isOpened = true
  world.kernel.wake()
  station.linkManager?.open()
  log.end(item.id, world.kernel.scheduler.nowUs)
}
