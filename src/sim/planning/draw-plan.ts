import { policyDefinitionOf } from '../../plan/definitions/policy/index.ts'
import { fileNames } from '../../plan/keys/work-ids.ts'
import { type Form, type Plan, type PlanItem, planSchemaName } from '../../plan/plan.ts'
import type { ScenarioSpec } from '../../plan/scenario-spec.ts'
import type { Topology } from '../../plan/topology.ts'
import { createRandomness, type Randomness } from '../kernel/index.ts'
import { drawFaults } from './draw-faults.ts'
import { drawWork } from './draw-work.ts'
import { inForm } from './form.ts'
import { topologyOf } from './topology-of.ts'

/** Monday 5 January 2026, midnight UTC. Every world begins then. */
const worldMidnightMs = 1_767_571_200_000
const minuteMs = 60_000

/** How long exchanges may go on after the day: a little over three bounds of a crowded share. */
const healUs = 90 * 60_000_000

/** Draws a run's whole plan. The same scenario, form and seed always give the same plan. */
export const drawPlan = (scenario: ScenarioSpec, form: Form, seed: number): Plan => {
  const spec = inForm(scenario, form)
  const topology = topologyOf(spec)
  const random = createRandomness(seed)
  const people = topology.copies.flatMap(({ user }) => user ?? [])
  const accounts = Array.from({ length: spec.file.accounts }, (_, index) => String(1000 + index))
  return {
    schema: planSchemaName,
    scenario: spec.name,
    topology,
    seed,
    form,
    startsAtMs: worldMidnightMs + spec.day.startsAtMinute * minuteMs,
    endsAtUs: spec.day.lengthUs,
    healUs,
    expectedConflictsMin: spec.expectConflictsMin,
    sometimes: spec.sometimes,
    clientFile: {
      name: spec.file.name,
      tables: [{ table: fileNames.accounts, keys: accounts, fields: [fileNames.amount, fileNames.note] }],
      documents: people.flatMap((person) =>
        Array.from({ length: spec.file.documentsEach }, (_, index) => ({
          name: fileNames.paper(person, index + 1),
          sizeBytes: spec.work.documentBytes[0],
        })),
      ),
    },
    items: drawItems(spec, topology, random, accounts),
    policies: spec.policies.map((policy) => policyDefinitionOf(policy).planFor(policy, people)),
  }
}

const drawItems = (
  spec: ScenarioSpec,
  topology: Topology,
  random: Randomness,
  accounts: readonly string[],
): PlanItem[] => {
  const items = [...drawWork(spec, topology, random, accounts), ...drawFaults(spec, random)]
  return items.sort((a, b) => a.atUs - b.atUs || (a.id < b.id ? -1 : 1))
}
