import { faults } from '../../src/plan/definitions/fault/index.ts'
import { parts } from '../../src/plan/definitions/part/index.ts'
import { policies } from '../../src/plan/definitions/policy/index.ts'
import { runJsonSchema } from '../../src/result/run-json-schema.ts'
import { actionsPage } from './actions-page.ts'
import { checksPage } from './checks-page.ts'
import { commandPages } from './command-pages.ts'
import { pageText, type ReferencePage } from './markdown.ts'
import { planItemsPage, planPage } from './plan-pages.ts'
import { resultsPage } from './results-page.ts'
import { sometimesPage } from './sometimes-page.ts'
import { type WordFamily, wordPage } from './word-page.ts'

/** Families of words, each with a page of its own. */
export const wordFamilies: readonly WordFamily[] = [
  {
    path: 'faults.md',
    title: 'Faults',
    introduction: [
      'A fault is an entry of `faults` in a scenario. Its [plan items](plan-items.md) say when it strikes, and which part.',
    ],
    definitions: faults,
  },
  {
    path: 'policies.md',
    title: 'Policies',
    introduction: [
      'A policy is an entry of `policies` in a scenario. It holds all day, for everybody in the scenario.',
    ],
    definitions: policies,
  },
  {
    path: 'parts.md',
    title: 'Parts',
    introduction: [
      'A part is an entry of `parts`, `copies` or `access` in a scenario: a machine, a line, a server, a copy or a data store.',
    ],
    definitions: parts,
  },
]

/** Every file of docs/reference. */
export const referencePages = (): readonly ReferencePage[] => {
  const pages = [
    ...commandPages(),
    ...wordFamilies.map(wordPage),
    actionsPage(),
    sometimesPage(),
    checksPage(),
    planPage(),
    planItemsPage(),
    resultsPage(),
    { path: 'run.schema.json', text: runJsonSchema() },
  ]
  return [indexPage(pages), ...pages]
}

const indexPage = (pages: readonly ReferencePage[]): ReferencePage => ({
  path: 'README.md',
  text: pageText([
    '# Reference',
    'Definitions, commands and schemas in the code generate these pages. `npm run reference` writes them, and a test fails while one is stale.',
    pages.map(entryOf).join('\n'),
    'Written by hand: [scenarios](../scenarios.md), [reporters](../reporters.md), [invariants](../invariants.md), [the format of a client file](../format.md).',
  ]),
})

const entryOf = ({ path, text }: ReferencePage): string =>
  `${path.includes('/') ? '  ' : ''}- [${/^# (.+)$/m.exec(text)?.[1] ?? path}](${path})`
