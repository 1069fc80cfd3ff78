import { z } from 'zod'

import { authorsOption } from './authors-word.ts'
import { nearestName } from './nearest.ts'

/** A mistake in a scenario file: its place, its nature and its remedy, in one sentence for the author. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError'
}

/** Returns the parsed value. Throws ScenarioError, naming the wrong option of `what`. */
export const checked = <Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  what: string,
): z.infer<Schema> => {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new ScenarioError(`${what}: ${issue ? issueText(issue, schema) : 'is not valid'}`)
}

const issueText = (issue: z.core.$ZodIssue, schema: z.ZodType): string => {
  const where = authorsOption(issue.path)
  if (issue.code !== 'unrecognized_keys') {
    const trouble = issue.message.endsWith('received undefined') ? 'is missing' : lowerFirst(issue.message)
    return where ? `"${where}" ${trouble}` : trouble
  }
  const typed = issue.keys[0] ?? ''
  const meant = issue.path.length === 0 ? nearestName(typed, knownKeys(schema)) : null
  return `has no option "${typed}"${meant ? `; did you mean "${meant}"?` : ''}`
}

const knownKeys = (schema: z.ZodType): string[] =>
  schema instanceof z.ZodObject ? Object.keys(schema.shape) : []

const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1)
