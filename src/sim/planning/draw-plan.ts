import { peopleGroupsOf, membersOf } from '../../plan/declared-people.ts'
import { policyDefinitionOf } from '../../plan/definitions/policy/index.ts'
import { fileNames } from '../../plan/keys/work-ids.ts'
import { type Form, type Plan, planSchemaName } from '../../plan/plan.ts'
import type { PlannedPerson } from '../../plan/planned-person.ts'
import type { ScenarioSpec } from '../../plan/scenario-spec.ts'
import { workOf } from '../../plan/work-of-role.ts'
import { createRandomness, streamKeys } from '../kernel/index.ts'
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
  const random = createRandomness(seed)
  const people = peopleGroupsOf(spec).flatMap(membersOf)
  const clientFile = clientFileOf(spec, people)
  const accounts = clientFile.tables.flatMap(({ keys }) => keys)
  const draws = random.stream(streamKeys.work)
  const { lengthUs } = spec.day
  const work = people.flatMap(({ name: person, role }) =>
    drawWork({ draws, file: spec.file.name, accounts, lengthUs, person, work: workOf(spec, role) }),
  )
  const names = people.map(({ name }) => name)
  return {
    schema: planSchemaName,
    scenario: spec.name,
    topology: { version: 1, ...topologyOf(spec) },
    people: { version: 1, people },
    seed,
    form,
    startsAtMs: worldMidnightMs + spec.day.startsAtMinute * minuteMs,
    endsAtUs: lengthUs,
    healUs,
    expectedConflictsMin: spec.expectConflictsMin,
    sometimes: spec.sometimes,
    clientFile,
    work: { version: 1, items: byTime(work) },
    faults: { version: 1, items: byTime(drawFaults(spec, random)) },
    policies: {
      version: 1,
      policies: spec.policies.map((policy) => policyDefinitionOf(policy).planFor(policy, names)),
    },
  }
}

const clientFileOf = (spec: ScenarioSpec, people: readonly PlannedPerson[]): Plan['clientFile'] => {
  const { accounts, documentsEach } = spec.file
  const keys = Array.from({ length: accounts }, (_, index) => String(1000 + index))
  return {
    name: spec.file.name,
    tables: [{ table: fileNames.accounts, keys, fields: [fileNames.amount, fileNames.note] }],
    documents: people.flatMap(({ name, role }) =>
      Array.from({ length: documentsEach }, (_, index) => ({
        name: fileNames.paper(name, index + 1),
        sizeBytes: workOf(spec, role).documentBytes[0],
      })),
    ),
  }
}

const byTime = <Item extends { readonly atUs: number; readonly id: string }>(
  items: readonly Item[],
): Item[] => items.toSorted((a, b) => a.atUs - b.atUs || (a.id < b.id ? -1 : 1))
