import { itemLabel } from '../../plan/item-label.ts'
import type { Plan, PlanItem } from '../../plan/plan.ts'
import { clockText, countedText, countText, oneLineText } from '../../result/format.ts'
import { wrapped } from '../../result/wrapped.ts'
import { detailTexts } from './detail-texts.ts'
import { topologyTexts } from './topology-texts.ts'

/** A plan for reading, in lines of at most `columns` wherever its words allow. */
export const planLines = (plan: Plan, leftOut: readonly string[], columns: number): readonly string[] => {
  const faults = plan.faults.items
  const work = plan.work.items
  return [
    ...wrapped(headingOf(plan), columns),
    ...section('Topology', topologyTexts(plan.topology), columns),
    ...section(`People (${countText(plan.people.people.length)})`, peopleTexts(plan), columns),
    ...section('Policies', plan.policies.policies.map(policyText), columns),
    ...section(`Faults (${countText(faults.length)})`, itemTexts(plan, faults), columns),
    ...section(`Work (${countText(work.length)})`, itemTexts(plan, work), columns),
    ...(leftOut.length === 0 ? [] : section('Not carried over', leftOut, columns)),
  ]
}

const headingOf = ({ scenario, seed, form, startsAtMs, endsAtUs, work, faults }: Plan): string => {
  const day = `${clockText(startsAtMs, 0)} to ${clockText(startsAtMs, endsAtUs)}`
  return `${oneLineText(scenario)}, seed ${seed}, ${form} form, ${day}, ${countedText(work.items.length + faults.items.length, 'item')}`
}

const peopleTexts = ({ people: { people } }: Plan): readonly string[] =>
  [...Map.groupBy(people, ({ group, role }) => `${group} (${role})`)].map(
    ([group, members]) => `${group}: ${members.map(({ name }) => name).join(', ')}`,
  )

const policyText = (policy: Plan['policies']['policies'][number]): string =>
  [policy.kind, ...detailTexts(policy), `for ${countText(policy.actors.length)} people`].join(', ')

const itemTexts = ({ startsAtMs }: Plan, items: readonly PlanItem[]): readonly string[] =>
  items.toSorted((a, b) => a.atUs - b.atUs).map((item) => itemText(item, startsAtMs))

const itemText = (item: PlanItem, startsAtMs: number): string => {
  const { atUs, actor } = item
  const { text, target } = itemLabel(item)
  const time = `${clockText(startsAtMs, atUs)}:${secondText(startsAtMs, atUs)}`
  const words = [time, ...(actor === 'world' ? [] : [actor]), text, ...(target === null ? [] : [target])]
  return [words.join(' '), ...detailTexts(item, target)].join(', ')
}

const secondText = (startsAtMs: number, atUs: number): string =>
  String(Math.floor((startsAtMs + atUs / 1000) / 1000) % 60).padStart(2, '0')

const section = (title: string, texts: readonly string[], columns: number): readonly string[] => [
  '',
  title,
  ...(texts.length === 0 ? ['none'] : texts).flatMap((text) => indented(text, columns)),
]

const indented = (text: string, columns: number): readonly string[] =>
  wrapped(oneLineText(text), columns - 4).map((line, index) => (index === 0 ? `  ${line}` : `    ${line}`))
