import { linesOf, type Topology } from '../../plan/topology.ts'
import type { Joint, Part } from './joint.ts'
import { joinBy } from './lane-makers.ts'
import type { Lane } from './lane.ts'

/** A way between two hosts over exactly one line: hosts do not forward. */
export interface Path {
  readonly parts: readonly Part[]
  readonly lanes: readonly Lane[]
  readonly latencyUs: number
  /** Payload rate of the narrowest lane. */
  readonly bytesPerUs: number
}

export interface Wiring {
  part(id: string): Part
  /** All paths between two hosts, fastest first. Ties keep the order of the topology's lists. */
  paths(from: string, to: string): readonly Path[]
}

/** Paths are computed on first use and cached. */
export const createWiring = (topology: Topology): Wiring => {
  const parts = createParts(topology)
  const part = (id: string): Part => {
    const found = parts.get(id)
    if (!found) throw new RangeError(`Cannot find "${id}" in the network "${topology.name}"`)
    return found
  }
  const joints = createJoints(topology, part)
  const rows = new Map(topology.hosts.map(({ id }) => [id, new Map<string, readonly Path[]>()]))
  const paths = (from: string, to: string): readonly Path[] => {
    const row = rows.get(from)
    if (!row || !rows.has(to))
      throw new RangeError(`Cannot look for a path from "${from}" to "${to}": no such host`)
    const known = row.get(to)
    if (known) return known
    const found = from === to ? [withinHost] : findPaths(joints, part(from), part(to))
    row.set(to, found)
    return found
  }
  return { part, paths }
}

const createParts = (topology: Topology): ReadonlyMap<string, Part> => {
  const parts = new Map<string, Part>()
  for (const { id } of [...topology.hosts, ...linesOf(topology)]) {
    if (parts.has(id)) throw new RangeError(`Cannot wire "${topology.name}": two parts are called "${id}"`)
    parts.set(id, { id, up: true })
  }
  return parts
}

const createJoints = (topology: Topology, part: (id: string) => Part): readonly Joint[] => {
  const hostIds = new Set(topology.hosts.map((host) => host.id))
  const joints = linesOf(topology).map((line) => joinBy(line, part(line.id)))
  for (const joint of joints) {
    const stray = joint.hostIds.find((id) => !hostIds.has(id))
    if (stray !== undefined)
      throw new RangeError(`Cannot plug "${stray}" into "${joint.part.id}": no such host`)
  }
  return joints
}

const withinHost: Path = { parts: [], lanes: [], latencyUs: 0, bytesPerUs: Number.POSITIVE_INFINITY }

const findPaths = (joints: readonly Joint[], from: Part, to: Part): readonly Path[] =>
  joints
    .flatMap((joint): Path[] => {
      const lanes = joint.lanes(from.id, to.id)
      if (lanes === null) return []
      const bytesPerUs = Math.min(...lanes.map((lane) => lane.bytesPerUs))
      return [{ parts: [from, joint.part, to], lanes, latencyUs: joint.latencyUs, bytesPerUs }]
    })
    .toSorted((a, b) => a.latencyUs - b.latencyUs)
