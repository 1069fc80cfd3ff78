import { allChecks } from '../../src/plan/definitions/check/index.ts'
import { pageText, type ReferencePage, sentence } from './markdown.ts'

/** The checks in the order of results. */
export const checksPage = (): ReferencePage => ({
  path: 'checks.md',
  text: pageText([
    '# Checks',
    'A check judges the recording of a run, or compares the traces of two executions. A check that looked at nothing fails. The [invariants](../invariants.md) name the code and the tests that enforce each.',
    ...allChecks.flatMap(sectionOf),
  ]),
})

const sectionOf = ({ key, title, docs }: (typeof allChecks)[number]): readonly string[] => [
  `## ${key}: ${title}`,
  docs.summary,
  [`- **For a firm:** ${docs.forTheFirm}`, `- **Cannot see:** ${sentence(docs.cannotSee)}`].join('\n'),
]
