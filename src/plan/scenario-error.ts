import { z } from 'zod'

import { authorsOption } from './authors-option.ts'
import { nearestName } from './nearest.ts'
import { keysAt, valueAt, variantsAt } from './schema-words.ts'

/** A mistake in a scenario or plan file: its place, its nature and its remedy, in one sentence for the author. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError'
}

/** Formats an option's path. Authors write units in values; plan files have them in names. */
type PathText = (path: readonly PropertyKey[]) => string

/** Returns the parsed value. Throws ScenarioError, which names the wrong option and its owner, `what`. */
export const checked = <Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  what: string,
  pathText: PathText = authorsOption,
): z.infer<Schema> => {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new ScenarioError(`${what}: ${issue ? issueText(issue, schema, value, pathText) : 'is not valid'}`)
}

const issueText = (
  issue: z.core.$ZodIssue,
  schema: z.ZodType,
  value: unknown,
  pathText: PathText,
): string => {
  const where = issue.path.length > 0 ? `"${pathText(issue.path)}" ` : ''
  if (issue.code === 'unrecognized_keys') {
    const typed = issue.keys[0] ?? ''
    return `${where}has no option "${typed}"${hintOf(typed, keysAt(schema, value, issue.path))}`
  }
  const typed = valueAt(value, issue.path)
  if (typed === undefined) return `${where}is missing`
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
