import { z } from 'zod'

import { runDocumentSchema } from './run-record.ts'

/** The JSON Schema of `--reporter json` and of `run.json`, as docs/reference/run.schema.json keeps it. */
export const runJsonSchema = (): string => {
  // Written documents always have the fields that a reader may leave to their defaults.
  const schema = z.toJSONSchema(runDocumentSchema, { io: 'output', target: 'draft-2020-12' })
  return `${JSON.stringify({ title: 'Results of Shakedown runs', ...schema }, null, 2)}\n`
}
