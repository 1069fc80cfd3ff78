import { faults } from '../../plan/definitions/fault/index.ts'
import type { SimInstance } from '../servers/index.ts'
import { effectOf, type RunOf } from './effect.ts'
import { serverFaultTraceKeys } from './server-fault-trace-keys.ts'
import { traceFault } from './trace-fault.ts'

interface Recycling {
  readonly instance: SimInstance
  readonly generation: number
}

export const recyclesEffect = effectOf(faults.recycles, {
  begin: (run: RunOf<'recycle', Recycling>) => {
    const { world, item } = run
    const instance = world.servers.instances.get(item.server)
    if (!instance?.isUp) return
    const { generation } = instance
    run.begun({ instance, generation })
    traceFault(run, serverFaultTraceKeys.recycled, item.server)
    instance.recycle(() => run.ended())
  },
  undo: 'ends by itself',
  observed: (_, { instance, generation }) => instance.generation > generation,
})
