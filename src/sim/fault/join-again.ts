import { createCopyFrom } from '../../engine/lifecycle/index.ts'
import type { ShareClient } from '../../engine/ports/index.ts'
import type { CopyPorts, SyncCopy } from '../../engine/replica/index.ts'
import { streamKeys } from '../kernel/index.ts'
import { type ProcessRun, type Node, type World, WorldError } from '../world/index.ts'

/** The approximate time until a refused or unconnected person tries again. */
const tryAgainUs = 20_000_000

/** Makes a fresh copy in a station's empty folder, over the network, and works on in it. */
export const joinAgain = async (world: World, station: Node): Promise<void> => {
  const { spec } = station
  const { processes: programs, recorder } = world
  station.incarnation += 1
  const run = programs.begin(spec, station.incarnation)
  recorder.deliveries.beginReading(spec.id)
  const copy = await freshCopy(world, station, run)
  recorder.deliveries.hasRead(spec.id)
  programs.resume(station, programs.over(spec, copy, run))
}

const freshCopy = async (
  world: World,
  { spec, incarnation: life }: Node,
  run: ProcessRun,
): Promise<SyncCopy> => {
  const { client, address } = world.processes.wayOf(spec, spec.parent ?? '', run)
  const stream = world.kernel.random.stream(streamKeys.join)
  for (let attempt = 1; ; attempt += 1) {
    const copy = await tried(world, { client, from: address, name: spec.id, ports: run.ports })
    if (copy) return copy
    await pause(world, tryAgainUs * (0.5 + stream.unit(spec.id, life, attempt)))
  }
}

interface Joining {
  readonly client: ShareClient
  readonly from: string
  readonly name: string
  readonly ports: CopyPorts
}

const tried = async (world: World, { client, from, name, ports }: Joining): Promise<SyncCopy | null> => {
  const answer = await client.connect(from)
  if (answer.kind === 'refused') world.recorder.refusalReported(name)
  if (answer.kind !== 'session') return null
  const made = await createCopyFrom(answer.session, { copyName: name, user: name }, ports)
  await answer.session.disconnect()
  if (made.kind === 'opened') return made.copy
  if (made.kind === 'interrupted') return null
  throw new WorldError(`${name} cannot be created again: ${JSON.stringify(made)}`)
}

const pause = ({ kernel }: World, forUs: number): Promise<void> =>
  new Promise((resolve) => {
    kernel.scheduler.after(Math.round(forUs), () => {
      kernel.wake()
      resolve()
    })
  })
