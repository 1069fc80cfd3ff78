import type { Disk } from '../../engine/ports/index.ts'
import { faults } from '../../plan/definitions/fault/index.ts'
import { copyFolder, SharedBlocks, SimMachineDisk } from '../machine/disk/index.ts'
import type { Node, World } from '../world/index.ts'
import { closeProgram } from './close-program.ts'
import { effectOf, type RunOf } from './effect.ts'
import { whenAtWork } from './when-at-work.ts'

const pollEveryUs = 5_000_000

interface Backup {
  readonly station: Node
  readonly takenUs: number
  readonly disk: Disk
}

type Restoring = RunOf<'restore-backup', Backup>

export const restoredFromBackupEffect = effectOf(faults.restoredFromBackup, {
  begin: (run: Restoring) => {
    const { world, item } = run
    whenAtWork(world, item.machine, (station) => {
      const backup = { station, takenUs: world.kernel.scheduler.nowUs, disk: emptyDisk() }
      copyFolder(station.disk, backup.disk)
      world.kernel.scheduler.after(item.ageUs, () => restore(run, backup))
    })
  },
  /** Its owner connects again. */
  undo: (run, { station }) => {
    if (station.isOpened) return
    station.isOpened = true
    run.world.kernel.wake()
    station.linkManager?.open()
    run.ended()
  },
  observed: ({ world }, { station, takenUs }) =>
    world.recorder.losses.some(({ copy, fromUs }) => copy === station.spec.id && fromUs === takenUs),
})

const emptyDisk = (): Disk => new SimMachineDisk(new SharedBlocks()).folder('backup')

const restore = (run: Restoring, backup: Backup): void => {
  const { world, item } = run
  const { scheduler: agenda } = world.kernel
  if (!backup.station.isRunning) {
    agenda.after(pollEveryUs, () => restore(run, backup))
    return
  }
  run.begun(backup)
  world.kernel.wake()
  const restored = closeProgram(world, backup.station).then(() => {
    replaceFolder(world, backup)
    run.undoAfter(item.offlineUs)
  })
  world.guard.watch(restored)
}

/** Its owner works on in it offline. */
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
