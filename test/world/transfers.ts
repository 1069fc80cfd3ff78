import type { Topology } from '../../src/plan/topology.ts'
import { SimWorld } from './sim-world.ts'
import { office } from './topologies.ts'

/** A world whose only traffic is the messages that a test sends, with a diary of what ended when. */
export const transfersIn = (topology: Topology = office) => {
  const { kernel, network } = new SimWorld(topology)
  const { scheduler: agenda } = kernel
  const diary: string[] = []
  const send = (from: string, to: string, sizeBytes: number, afterUs = 0) =>
    network.send({
      from,
      to,
      sizeBytes,
      afterUs,
      onEnd: (outcome) => diary.push(`${from} ${to} ${sizeBytes} ${outcome} ${agenda.nowUs}`),
    })
  const run = (untilUs = Number.POSITIVE_INFINITY): readonly string[] => {
    while (agenda.step(untilUs));
    return diary
  }
  return { agenda, network, send, run }
}
