import { join } from 'node:path'

import { expect, test } from 'vitest'

import { refusedLines } from './refused-lines.ts'
import { root } from './repository.ts'

const file = (path: string): string => join(root, 'src', path)
const imports = [
  `import { defineFault } from '${file('plan/definitions/fault/define-fault.ts')}'`,
  `import type { FaultRule } from '${file('plan/definitions/fault/fault-rule.ts')}'`,
  `import { faults, type FaultKey, type FaultWord } from '${file('plan/definitions/fault/index.ts')}'`,
  `import { partName } from '${file('plan/definitions/option.ts')}'`,
  `import { faultStreamKeys } from '${file('plan/keys/stream-key.ts')}'`,
  `import { name } from '${file('plan/spec-parts.ts')}'`,
  `import * as kit from '${file('scenario/index.ts')}'`,
  `import { type Effect, effectOf, type RunOf } from '${file('sim/fault/effect.ts')}'`,
  `import { faultEffects } from '${file('sim/fault/registry.ts')}'`,
  `import { policies, type PolicyKey, type PolicyWord } from '${file('plan/definitions/policy/index.ts')}'`,
  `import { policyEffects } from '${file('sim/people/policies.ts')}'`,
  `import { type PolicyEffect, policyEffectOf } from '${file('sim/people/policy-effect.ts')}'`,
  `import { defineAction } from '${file('plan/definitions/action/define-action.ts')}'`,
  `import type { ActionKey } from '${file('plan/definitions/action/index.ts')}'`,
  `import type { Act } from '${file('sim/people/act.ts')}'`,
  `import { acts } from '${file('sim/people/registry.ts')}'`,
  `import { defineCheck } from '${file('plan/definitions/check/define-check.ts')}'`,
  `import { checks, type CheckKey } from '${file('plan/definitions/check/index.ts')}'`,
  `import { everyRun, type Judge, judgeOf } from '${file('sim/check/judge.ts')}'`,
  `import { judges } from '${file('sim/check/registry.ts')}'`,
  `import type { OracleRule } from '${file('sim/check/oracle/oracle-rule.ts')}'`,
  `import { oracleRules } from '${file('sim/check/oracle/registry.ts')}'`,
  `declare const fewerPolicyEffects: Omit<typeof policyEffects, 'take-turns'>`,
  `import { definePart } from '${file('plan/definitions/part/define-part.ts')}'`,
  `import { type LineKey, type PartKey, parts, type PartWord } from '${file('plan/definitions/part/index.ts')}'`,
  `import { ownName } from '${file('plan/definitions/option.ts')}'`,
  `import { counterparts } from '${file('sim/world/counterparts.ts')}'`,
  `import { lanesOf } from '${file('sim/network/joint.ts')}'`,
  `import { laneMakers } from '${file('sim/network/lane-makers.ts')}'`,
  `declare const fewerParts: Omit<typeof kit, 'router'>`,
  `declare const fewerCounterparts: Omit<typeof counterparts, 'nas'>`,
  `declare const fewerLaneMakers: Omit<typeof laneMakers, 'vpn'>`,
  `declare const fewerPolicies: Omit<typeof kit, 'takeTurns'>`,
  `declare const fewerActs: Omit<typeof acts, 'edit-field'>`,
  `declare const fewerRules: Omit<typeof oracleRules, 'edit-field'>`,
  `declare const fewerEffects: Omit<typeof faultEffects, 'drop-vpn'>`,
  `declare const fewerJudges: Omit<typeof judges, 'S4'>`,
  `declare const fewerWords: Omit<typeof kit, 'vpnDrops'>`,
]

const pieces: Readonly<Record<string, string>> = {
  key: `key: 'cut-cable'`,
  word: `word: 'cableCut'`,
  subject: `subject: 'vpn'`,
  options: `options: { vpn: partName('vpn') }`,
  rules: 'rules: []',
  inShortForm: 'inShortForm: (stated) => stated',
  stream: 'stream: faultStreamKeys.faults',
  item: 'item: { vpn: name }',
  draw: `draw: ({ vpn }) => [{ id: 'cable', atUs: 0, vpn }]`,
  cutsPowerOf: 'cutsPowerOf: null',
  label: `label: ({ vpn }) => ({ text: 'cable cut', target: vpn, outage: 'line' })`,
  docs: `docs: { summary: '', options: { vpn: '' }, example: { vpn: 'office-vpn' } }`,
}
const definition = (left: Readonly<Record<string, string>>): string =>
  `defineFault({ ${Object.values(left).join(', ')} })`

const effect = {
  begin: `begin: (run: RunOf<'drop-vpn', null>) => run.begun(null)`,
  undo: 'undo: (run) => run.ended()',
  observed: 'observed: () => true',
}
const effectWith = (left: Readonly<Record<string, string>>): string =>
  `effectOf(faults.vpnDrops, { ${Object.values(left).join(', ')} })`

const check = {
  key: `key: 'S99'`,
  title: `title: 'cables hold'`,
  executions: 'executions: 1',
  docs: `docs: { summary: '', forTheFirm: '', cannotSee: '' }`,
}
const checkWith = (left: Readonly<Record<string, string>>): string =>
  `defineCheck({ ${Object.values(left).join(', ')} })`

const judge = {
  applies: 'applies: everyRun',
  judge: `judge: ({ writes }) => ({ holds: writes.length > 0, detail: '' })`,
}
const judgeWith = (left: Readonly<Record<string, string>>): string =>
  `judgeOf(checks.acknowledgedWork, { ${Object.values(left).join(', ')} })`

const action = {
  key: `key: 'splice-cable'`,
  item: 'item: { cable: name }',
  draw: `draw: () => ({ cable: 'blue' })`,
  goTo: 'goTo: null',
  mix: 'mix: null',
  word: `word: 'spliceCable'`,
  docs: `docs: { summary: '' }`,
  label: `label: ({ cable }) => ({ text: 'splices', target: cable })`,
}
const actionWith = (left: Readonly<Record<string, string>>): string =>
  `defineAction({ ${Object.values(left).join(', ')} })`

const policyEffect = {
  since: `since: 'the world is made'`,
  rules: 'rules: ({ holdUs, retryUs }) => ({ sessionTimeMs: holdUs, retryMs: retryUs })',
}
const policyEffectWith = (left: Readonly<Record<string, string>>): string =>
  `policyEffectOf(policies.takeTurns, { ${Object.values(left).join(', ')} })`

const without = (whole: Readonly<Record<string, string>>): readonly Readonly<Record<string, string>>[] =>
  Object.keys(whole).map((piece) =>
    Object.fromEntries(Object.entries(whole).filter(([name]) => name !== piece)),
  )

const partPieces: Readonly<Record<string, string>> = {
  key: `key: 'cable'`,
  word: `word: 'cable'`,
  noun: `noun: 'cable'`,
  family: `family: 'line'`,
  subject: `subject: 'id'`,
  roles: 'roles: []',
  options: `options: { id: ownName(), on: partName('host') }`,
  rules: 'rules: []',
  inShortForm: 'inShortForm: (stated) => stated',
  machines: 'machines: null',
  ends: 'ends: ({ on }) => [on]',
  lists: 'lists: (cable) => ({ cables: cable })',
  contribute: 'contribute: (stated) => ({ cables: [stated] })',
  entryNames: 'entryNames: {}',
  texts: 'texts: { cables: ({ on }) => on }',
  docs: `docs: { summary: '', options: { id: '', on: '' }, example: { id: 'cable', on: 'lead-pc' } }`,
}
const part = (left: Readonly<Record<string, string>>): string =>
  `definePart({ ${Object.values(left).join(', ')} })`

const typedEffects = '{ readonly [Key in FaultKey]: Effect<Key> }'
const typedWords = '{ readonly [Word in FaultWord]: unknown }'

const typedPolicies = '{ readonly [Word in PolicyWord]: unknown }'
const typedPolicyEffects = '{ readonly [Key in PolicyKey]: PolicyEffect<Key> }'
const typedActs = '{ readonly [Key in ActionKey]: Act<Key> }'
const typedJudges = '{ readonly [Key in CheckKey]: Judge<Key> }'
const typedRules = '{ readonly [Key in ActionKey]: OracleRule<Key> }'

const typedParts = '{ readonly [Word in PartWord]: unknown }'
const typedCounterparts = '{ readonly [Key in PartKey]: unknown }'
const typedLaneMakers = '{ readonly [Key in LineKey]: unknown }'

const whole = [
  part(partPieces),
  'lanesOf(parts.vpn, ({ from, to }) => ({ hostIds: [from, to], lanes: () => null }))',
  `export const allParts: ${typedParts} = kit`,
  `export const allCounterparts: ${typedCounterparts} = counterparts`,
  `export const allLaneMakers: ${typedLaneMakers} = laneMakers`,
  definition(pieces),
  effectWith(effect),
  checkWith(check),
  actionWith(action),
  judgeWith(judge),
  policyEffectWith(policyEffect),
  `export const effects: ${typedEffects} = faultEffects`,
  `export const words: ${typedWords} = kit`,
  `export const allPolicies: ${typedPolicies} = kit`,
  `export const allPolicyEffects: ${typedPolicyEffects} = policyEffects`,
  `export const allActs: ${typedActs} = acts`,
  `export const allRules: ${typedRules} = oracleRules`,
  `export const allJudges: ${typedJudges} = judges`,
  `export const wholeRule: FaultRule<unknown, unknown> = { ofStated: () => {}, ofItem: () => {} }`,
]
const lackingPieces = [
  ...without(partPieces).map(part),
  part({ ...partPieces, contribute: 'contribute: () => ({ cables: [{ id: 1 }] })' }),
  part({ ...partPieces, texts: 'texts: {}' }),
  part({
    ...partPieces,
    docs: `docs: { summary: '', options: { id: '' }, example: { id: 'cable', on: 'lead-pc' } }`,
  }),
  'lanesOf(parts.vpn, ({ joins }) => ({ hostIds: joins, lanes: () => null }))',
  ...without(pieces).map(definition),
  `export const ruleOfScenarios: FaultRule<unknown, unknown> = { ofStated: () => {} }`,
  `export const ruleOfPlans: FaultRule<unknown, unknown> = { ofItem: () => {} }`,
  ...without(effect).map(effectWith),
  ...without(check).map(checkWith),
  ...without(action).map(actionWith),
  ...without(judge).map(judgeWith),
  ...without(policyEffect).map(policyEffectWith),
  checkWith({ ...check, docs: `docs: { summary: '', forTheFirm: '' }` }),
  // The traces of two executions are no recording.
  `judgeOf(checks.sameTrace, { ${Object.values(judge).join(', ')} })`,
  definition({ ...pieces, draw: `draw: ({ vpn }) => [{ id: 'cable', atUs: 0, name: vpn }]` }),
  definition({ ...pieces, docs: `docs: { summary: '', options: {}, example: { vpn: 'office-vpn' } }` }),
  effectWith({ ...effect, begin: `begin: (run: RunOf<'wan-cut', null>) => run.begun(null)` }),
]
const lackingEntries = [
  `export const lessParts: ${typedParts} = fewerParts`,
  `export const lessCounterparts: ${typedCounterparts} = fewerCounterparts`,
  `export const lessLaneMakers: ${typedLaneMakers} = fewerLaneMakers`,
  `export const fewer: ${typedEffects} = fewerEffects`,
  `export const less: ${typedWords} = fewerWords`,
  `export const lessPolicies: ${typedPolicies} = fewerPolicies`,
  `export const lessPolicyEffects: ${typedPolicyEffects} = fewerPolicyEffects`,
  `export const lessActs: ${typedActs} = fewerActs`,
  `export const lessRules: ${typedRules} = fewerRules`,
  `export const lessJudges: ${typedJudges} = fewerJudges`,
  `export const swapped: Judge<'S1'> = judges.S2`,
]

// All in one program, since each costs seconds.
const refused = new Set(refusedLines(imports, [...whole, ...lackingPieces, ...lackingEntries]))

test('whole definitions, a whole effect, and registries with all of them compile', () => {
  expect(whole.filter((line) => refused.has(line))).toEqual([])
})

test('whatever piece of a definition or of its effect is left out, the rest does not compile', () => {
  expect(lackingPieces.filter((line) => !refused.has(line))).toEqual([])
})

test('a definition without its counterpart, effect, act, oracle rule, judge or word does not compile', () => {
  expect(lackingEntries.filter((line) => !refused.has(line))).toEqual([])
})

test('nothing else is refused', () => {
  expect([...refused].toSorted()).toEqual([...lackingPieces, ...lackingEntries].toSorted())
})
