import { z } from 'zod'

import { actions } from '../../src/plan/definitions/action/index.ts'
import { faults } from '../../src/plan/definitions/fault/index.ts'
import { planSchema } from '../../src/plan/plan.ts'
import {
  type Field,
  type FieldSection,
  fieldSections,
  fieldTable,
  kindOf,
  sectionBlocks,
} from './field-tables.ts'
import { pageText, type ReferencePage } from './markdown.ts'

/** The sections of a plan file, without the kinds of its items. */
export const planPage = (): ReferencePage => ({
  path: 'plan.md',
  text: pageText([
    '# Plan files',
    '`plan --out` writes such a file, and `replay` runs it. An edited plan is validated like a scenario. Times count from the moment at which the simulated world begins.',
    'The kinds of items have a page of their own: [plan items](plan-items.md). `[]` marks an object in a list.',
    ...planSections().flatMap(sectionBlocks),
  ]),
})

/** The kinds of plan items: the actions of people, then the faults. */
export const planItemsPage = (): ReferencePage => {
  const sections = itemSections()
  const shared = sharedFields(sections)
  const own = sections.map((section) => without(section, ['kind', ...shared.map(({ path }) => path)]))
  return {
    path: 'plan-items.md',
    text: pageText([
      '# Plan items',
      'A plan item is an action of a person or a fault. Its `kind` is the title of its section here. Every item also has these fields:',
      fieldTable(shared),
      ...own.flatMap(sectionBlocks),
    ]),
  }
}

export const planSections = (): readonly FieldSection[] =>
  fieldSections(z.toJSONSchema(planSchema), 'The file').filter(
    ({ path }) => !/^(work|faults)\.items\[\]/.test(path),
  )

export const itemSections = (): readonly FieldSection[] => [
  ...Object.values(actions).flatMap(({ item }) => sectionsOf(item)),
  ...Object.values(faults).flatMap(({ item, docs }) =>
    sectionsOf(item).map((section) => explainedBy(docs.options, section)),
  ),
]

const sectionsOf = (item: z.ZodType): readonly FieldSection[] => {
  const schema = z.toJSONSchema(item)
  return fieldSections(schema, kindOf(schema))
}

// A field without a description has the name of the option that it repeats.
const explainedBy = (options: Readonly<Record<string, string>>, section: FieldSection): FieldSection => ({
  ...section,
  fields: section.fields.map((field) =>
    field.meaning === '' ? { ...field, meaning: options[field.path] ?? '' } : field,
  ),
})

/** Fields that all kinds have, as the first kind describes them. */
const sharedFields = ([first, ...others]: readonly FieldSection[]): readonly Field[] =>
  (first?.fields ?? []).filter(
    ({ path }) =>
      path !== 'kind' && others.every(({ fields }) => fields.some((field) => field.path === path)),
  )

const without = (section: FieldSection, paths: readonly string[]): FieldSection => ({
  ...section,
  fields: section.fields.filter(({ path }) => !paths.includes(path)),
})
