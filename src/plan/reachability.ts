import { authorsWord } from './authors-word.ts'
import { ScenarioError } from './scenario-error.ts'
import type { ScenarioSpec } from './scenario-spec.ts'

type Parts = ScenarioSpec['parts']

/**
 * Throws ScenarioError if no router or VPN joins a copy's machine to its parent's. Hosts do not forward.
 */
export const checkReachability = ({ parts, copies }: ScenarioSpec): void => {
  const machineOf = new Map(
    copies.flatMap((copy) => (copy.kind === 'sync-copies' ? [] : [[copy.id, copy.on]])),
  )
  for (const copy of copies) {
    if (copy.kind === 'parent-file' || copy.of === null || copy.through !== undefined) continue
    const above = machineOf.get(copy.of)
    if (above !== undefined && !areJoined(parts, copy.on, above))
      throw new ScenarioError(noWay(authorsWord(copy.kind), copy.on, copy.of, above))
  }
}

const areJoined = (parts: Parts, one: string, other: string): boolean =>
  one === other ||
  parts.some((part) => {
    if (part.kind === 'router') return part.joins.includes(one) && part.joins.includes(other)
    return part.kind === 'vpn' && [part.from, part.to].includes(one) && [part.from, part.to].includes(other)
  })

const noWay = (word: string, on: string, of: string, above: string): string =>
  `${word} on "${on}" cannot reach "${of}": no router or vpn joins "${on}" and "${above}"; ` +
  `add one, such as router('lan', { joins: ['${on}', '${above}'] })`
