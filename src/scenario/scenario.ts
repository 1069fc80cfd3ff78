import type { AccessPart, CopyPart, Part } from '../plan/definitions/part/index.ts'
import type { PeopleGroup } from '../plan/people-spec.ts'
import { checkReferences } from '../plan/references.ts'
import { checked } from '../plan/scenario-error.ts'
import {
  type FaultPart,
  type PolicyPart,
  type ScenarioSpec,
  scenarioSpecSchema,
  type Work,
} from '../plan/scenario-spec.ts'
import type { Sometimes } from '../plan/sometimes-spec.ts'
import { type Duration, durationUs, minuteOfDay } from '../plan/units.ts'
import { refuseUnknownOptions } from '../plan/written-options.ts'
import { sessionRules } from './parts.ts'
import { takeTurns } from './policies.ts'

export interface ScenarioOptions {
  readonly name: string
  /** One or two sentences: who works where, and the scenario's purpose. */
  readonly story: string
  readonly file?: { readonly name?: string; readonly accounts?: number; readonly documentsEach?: number }
  /** Groups of people by job, whom machines seat. A machine that states a count or a user declares its own. */
  readonly people?: readonly PeopleGroup[]
  readonly parts: readonly Part[]
  readonly copies: readonly CopyPart[]
  /** Data stores, directories and session desks. Without them, everybody may do everything. */
  readonly access?: readonly AccessPart[]
  readonly day?: { readonly startsAt?: string; readonly lasts?: Duration }
  /** A list if roles differ. */
  readonly work: Work | readonly Work[]
  readonly faults?: readonly FaultPart[]
  readonly policies?: readonly PolicyPart[]
  /** A full day with fewer conflicts has tested nothing, and fails. */
  readonly expectConflicts?: number
  readonly sometimes?: readonly Sometimes[]
}

const optionNames = [
  'name',
  'story',
  'file',
  'people',
  'parts',
  'copies',
  'access',
  'day',
  'work',
  'faults',
  'policies',
  'expectConflicts',
  'sometimes',
]

/** A whole scenario, the default export of a scenario file. Throws ScenarioError on the first mistake. */
export const scenario = (options: ScenarioOptions): ScenarioSpec => {
  refuseUnknownOptions('scenario', options, optionNames)
  const what = options.name === undefined ? 'scenario' : `scenario "${options.name}"`
  const { file = {}, day = {}, policies = [] } = options
  refuseUnknownOptions(`${what} file`, file, ['name', 'accounts', 'documentsEach'])
  refuseUnknownOptions(`${what} day`, day, ['startsAt', 'lasts'])
  const spec = checked(
    scenarioSpecSchema,
    {
      kind: 'scenario',
      name: options.name,
      story: options.story,
      file: {
        name: file.name ?? 'ACME',
        accounts: file.accounts ?? 200,
        documentsEach: file.documentsEach ?? 2,
      },
      people: options.people ?? [],
      parts: options.parts,
      copies: options.copies,
      access: withRules(options.access ?? []),
      day: {
        startsAtMinute: minuteOfDay(day.startsAt ?? '9:00', `${what} day`),
        lengthUs: durationUs(day.lasts ?? '8h', `${what} day`),
      },
      work: options.work === undefined || Array.isArray(options.work) ? options.work : [options.work],
      faults: options.faults ?? [],
      policies: policies.some(({ kind }) => kind === 'take-turns') ? policies : [...policies, takeTurns()],
      expectConflictsMin: options.expectConflicts ?? 50,
      sometimes: options.sometimes ?? [],
    },
    what,
  )
  checkReferences(spec)
  return spec
}

const withRules = (access: readonly AccessPart[]): readonly AccessPart[] =>
  access.length === 0 || access.some(({ kind }) => kind === 'session-rules')
    ? access
    : [...access, sessionRules()]
