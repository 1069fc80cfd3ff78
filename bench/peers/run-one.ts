// Measures one engine in one workload, in a process of its own, and tells its parent what came of it.

import { peers } from './peers.ts'
import { type Outcome, warmUp, workloads } from './workloads.ts'

/** What came of it, with the most memory that the process had beyond what it began the workload with. */
export interface Measured extends Outcome {
  readonly about: string
  readonly memoryBytes: number
}

const [, , peerName = '', workloadName = ''] = process.argv
const load = peers[peerName]
const workload = workloads[workloadName]
if (!load || !workload || !process.send) throw new Error('this file is started by bench/peers/main.ts')
const { peer } = await load()
await warmUp(peer, workload)
const beforeBytes = process.memoryUsage.rss()
const outcome = await workload.run(peer, workload.sizes)
const memoryBytes = Math.max(0, process.resourceUsage().maxRSS * 1024 - beforeBytes)
process.send({ ...outcome, about: peer.about, memoryBytes } satisfies Measured, () => process.exit(0))
