import type { MachineKey } from '../../plan/definitions/part/index.ts'
import type { Host } from '../../plan/topology.ts'
import type { Scheduler } from '../kernel/index.ts'
import { NasService } from './nas-service.ts'

type ShareService = (scheduler: Scheduler) => NasService | null

const atOnce: ShareService = () => null

/** A kind of machine without entry does not compile. */
const shareServices: { readonly [Key in MachineKey]: ShareService } = {
  balancer: atOnce,
  'file-server': atOnce,
  laptop: atOnce,
  nas: (scheduler) => new NasService(scheduler),
  server: atOnce,
  workstation: atOnce,
}

export const nasServicesOf = (
  hosts: readonly Host[],
  scheduler: Scheduler,
): ReadonlyMap<string, NasService> =>
  new Map(
    hosts.flatMap(({ id, kind }) => {
      const service = shareServices[kind](scheduler)
      return service ? [[id, service]] : []
    }),
  )
