import { z } from 'zod'

import { runDocumentSchema } from '../../src/result/run-record.ts'
import { type FieldSection, fieldSections, sectionBlocks } from './field-tables.ts'
import { pageText, type ReferencePage } from './markdown.ts'

/** The run document, field by field. */
export const resultsPage = (): ReferencePage => ({
  path: 'results.md',
  text: pageText([
    '# Results',
    '`--reporter json` prints this document, and `--out` writes it as `run.json`. [run.schema.json](run.schema.json) is its JSON Schema. `[]` marks an object in a list.',
    ...resultSections().flatMap(sectionBlocks),
  ]),
})

export const resultSections = (): readonly FieldSection[] =>
  fieldSections(z.toJSONSchema(runDocumentSchema), 'The document')
