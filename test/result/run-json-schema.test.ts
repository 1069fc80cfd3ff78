import { expect, test } from 'vitest'

import { runJsonSchema } from '../../src/result/run-json-schema.ts'

test('the schema explains verdicts, and forbids fields that it does not know', () => {
  const schema: unknown = JSON.parse(runJsonSchema())

  expect(schema).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    additionalProperties: false,
    required: ['schema', 'runs', 'sometimes'],
    properties: {
      runs: { items: { properties: { verdict: { description: expect.stringContaining('`crashed`') } } } },
    },
  })
})
