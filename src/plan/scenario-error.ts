import { z } from 'zod'

import { nearestName } from './nearest.ts'
import { keysAt, valueAt, variantsAt } from './schema-words.ts'

/** A mistake in a scenario or plan file: what, where and what to do, in one sentence for its author. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError'
}

/** The parsed value, or a {@link ScenarioError} that says what is wrong with which option of `what`. */
export const checked = <Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  what: string,
): z.infer<Schema> => {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new ScenarioError(`${what}: ${issue ? issueText(issue, schema, value) : 'is not valid'}`)
}

const issueText = (issue: z.core.$ZodIssue, schema: z.ZodType, value: unknown): string => {
  const where = issue.path.length > 0 ? `"${issue.path.map(String).join('.')}" ` : ''
  if (issue.code === 'unrecognized_keys') {
    const typed = issue.keys[0] ?? ''
    return `${where}has no option "${typed}"${hintOf(typed, keysAt(schema, value, issue.path))}`
  }
  const typed = valueAt(value, issue.path)
  if (typeof typed !== 'string') return `${where}${lowerFirst(issue.message)}`
  const known = issue.code === 'invalid_union' ? variantsAt(schema, value, issue.path) : []
  if (known.length > 0)
    return `${where}is "${typed}", and there is no such word${hintOf(typed, known) || `; there are ${known.join(', ')}`}`
  const hint = issue.code === 'invalid_value' ? hintOf(typed, issue.values.map(String)) : ''
  return `${where}${lowerFirst(issue.message)}${hint}`
}

const hintOf = (typed: string, known: readonly string[]): string => {
  const meant = nearestName(typed, known)
  return meant ? `; did you mean "${meant}"?` : ''
}

const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1)
