import type { FaultDay } from '../../plan/definitions/fault/fault-day.ts'
import { faultDefinitionOf, type FaultItem } from '../../plan/definitions/fault/index.ts'
import { faultCauses } from '../../plan/keys/plan-causes.ts'
import type { ScenarioSpec } from '../../plan/scenario-spec.ts'
import type { Randomness, Stream } from '../kernel/index.ts'
import { machinesOf, usersOf } from './topology-of.ts'

/** The targets of the day's earlier faults. */
interface Struck {
  readonly machines: Map<string, number>
  readonly people: Set<string>
}

/** The time and the target of each fault of a scenario. */
export const drawFaults = (spec: ScenarioSpec, random: Randomness): readonly FaultItem[] => {
  const struck: Struck = { machines: new Map(), people: new Set() }
  return spec.faults.flatMap((fault, index): readonly FaultItem[] => {
    const definition = faultDefinitionOf(fault)
    const draws = random.stream(definition.stream)
    return definition.draw(fault, faultDay(spec, struck, draws, index + 1))
  })
}

const faultDay = (spec: ScenarioSpec, struck: Struck, draws: Stream, number: number): FaultDay => ({
  ...spec,
  lengthUs: spec.day.lengthUs,
  draws,
  number,
  machinesOf: (part) => machinesOf(spec, part),
  machineFor: (part, item) => {
    const machines = machinesOf(spec, part)
    const times = (machine: string): number => struck.machines.get(machine) ?? 0
    const least = Math.min(...machines.map(times))
    const free = machines.filter((machine) => times(machine) === least)
    const machine = draws.pick(free, item, faultCauses.which)
    struck.machines.set(machine, least + 1)
    return machine
  },
  peopleLeft: (group) => usersOf(spec, group).filter((user) => !struck.people.has(user)),
  takeFrom: (user) => void struck.people.add(user),
})
