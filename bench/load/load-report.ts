import { type Conditions, conditionsText } from '../conditions.ts'
import type { Held, LoadOptions, LoadResult } from './run-load.ts'

/** What speaks against the server; nothing where it held. */
export const findings = (result: LoadResult): readonly string[] => {
  const { failed, unrefused, isLevel, endedWith, held, left } = result
  const grown = growthOf(held)
  return [
    ...(failed.length > 0 ? [`${failed.length} exchanges failed, the first as ${failed[0]}`] : []),
    ...unrefused.slice(0, 10).map((what) => `not refused with a reason: ${what}`),
    ...(isLevel ? [] : ['the copies are not level']),
    ...(endedWith === 0 ? [] : [`the server ended with ${endedWith}`]),
    ...(grown !== null && grown > 1.3 ? [`its memory grew to ${grown.toFixed(2)} of what it was`] : []),
    ...(left.files > (held[0]?.files ?? 0) + 10
      ? [`${left.files} files and connections were left open`]
      : []),
  ]
}

const middleOf = (held: readonly Held[]): number =>
  held.map(({ megabytes }) => megabytes).toSorted((a, b) => a - b)[held.length >> 1] ?? 0

/** The last quarter beside the first one, each by its median; null where too little was seen. */
export const growthOf = (held: readonly Held[]): number | null => {
  const quarter = held.length >> 2
  return quarter === 0 ? null : middleOf(held.slice(-quarter)) / middleOf(held.slice(0, quarter))
}

export const loadText = (conditions: Conditions, options: LoadOptions, result: LoadResult): string => {
  const found = findings(result)
  const { exchanges, edits, sent, held, left } = result
  const total = Object.values(sent).reduce((sum, count) => sum + count, 0)
  return `${[
    '# Load',
    '',
    `Made by \`npm run load\`: ${options.seconds} s, ${options.colleagues} copies that work through one server, and ${options.strangers} strangers who send what no client of ours does.`,
    '',
    conditionsText(conditions),
    '',
    `- ${exchanges.toLocaleString('en-US')} exchanges with ${edits.toLocaleString('en-US')} edits, and ${total.toLocaleString('en-US')} malformed requests.`,
    `- Memory: ${held.map(({ megabytes }) => Math.round(megabytes)).join(', ')} MB, each twentieth of the time once it was warm; ${Math.round(left.megabytes)} MB when all had left.`,
    `- Files and connections open: ${held[0]?.files ?? 0} when it was warm, ${left.files} when all had left.`,
    `- ${found.length === 0 ? 'No crash, no leak; every malformed request was refused with a reason, and all copies are level.' : `Found: ${found.join('; ')}.`}`,
    '',
    '| malformed | sent |',
    '| --- | --: |',
    ...Object.entries(sent).map(([name, count]) => `| ${name} | ${count} |`),
  ].join('\n')}\n`
}
