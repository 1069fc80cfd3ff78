import { checkIds, checkTitle } from '../../src/result/check.ts'
import { code, pageText, type ReferencePage, table } from './markdown.ts'

/** The checks in the order of results. */
export const checksPage = (): ReferencePage => ({
  path: 'checks.md',
  text: pageText([
    '# Checks',
    'A check judges the recording of a run. A check that looked at nothing fails. The guarantees are on the page of [invariants](../invariants.md).',
    table(
      ['id', 'guards'],
      checkIds.map((id) => [code(id), checkTitle(id)]),
    ),
  ]),
})
