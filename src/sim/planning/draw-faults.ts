import type { FaultDay } from '../../plan/definitions/fault/fault-day.ts'
import {
  type FaultDefinition,
  faultDefinitionOf,
  type FaultItem,
} from '../../plan/definitions/fault/index.ts'
import { faultId } from '../../plan/keys/fault-ids.ts'
import { faultCauses } from '../../plan/keys/plan-causes.ts'
import type { FaultPart, ScenarioSpec } from '../../plan/scenario-spec.ts'
import type { Host } from '../../plan/topology.ts'
import type { Randomness, Stream } from '../kernel/index.ts'
import { hostsOf } from './topology-of.ts'

export const drawFaults = (spec: ScenarioSpec, random: Randomness): readonly FaultItem[] => {
  const drawn = new Map<string, number>()
  return spec.faults.flatMap((fault): readonly FaultItem[] => {
    const definition = faultDefinitionOf(fault)
    const target = placeOf(spec, targetOf(definition, fault))
    const place = `${definition.key} ${target}`
    const earlier = drawn.get(place) ?? 0
    const draws = random.stream(definition.stream)
    const items = definition.draw(fault, {
      ...faultDay(spec, draws),
      earlier,
      id: (index) => faultId(definition.key, target, earlier + index + 1),
    })
    drawn.set(place, earlier + items.length)
    return items
  })
}

/** The part that the author writes first, or the first one that they name. */
const targetOf = ({ subject, options }: FaultDefinition, fault: FaultPart): string => {
  const naming = Object.entries(options).flatMap(([option, { names }]) => (names ? [option] : []))
  return String(Reflect.get(fault, subject ?? naming[0] ?? 'kind'))
}

const faultDay = (spec: ScenarioSpec, draws: Stream): Omit<FaultDay, 'id' | 'earlier'> => ({
  ...spec,
  lengthUs: spec.day.lengthUs,
  draws,
  machinesOf: (part) => hostsOf(spec, part).map(({ id }) => id),
  machinesInOrder: (part) => inOrder(hostsOf(spec, part), placeOf(spec, part), draws).map(({ id }) => id),
  peopleInOrder: (part) =>
    inOrder(hostsOf(spec, part), placeOf(spec, part), draws).flatMap(({ user }) => user ?? []),
})

/** By a weight of each one's own: the place among the others moves by one at most if another is there. */
const inOrder = (hosts: readonly Host[], place: string, draws: Stream): readonly Host[] =>
  hosts
    .map((host) => ({ host, weight: draws.unit(place, host.user ?? host.id, faultCauses.which) }))
    .sort((a, b) => b.weight - a.weight || (a.host.id < b.host.id ? -1 : 1))
    .map(({ host }) => host)

/** A group of people is the same place on every topology. */
const placeOf = ({ parts }: ScenarioSpec, part: string): string => {
  const found = parts.find(({ id }) => id === part)
  return found?.kind === 'laptops' ? found.seats : part
}
