import { ScenarioError } from '../../scenario-error.ts'
import { lineDefinitions } from './lines.ts'
import type { NamedParts, StatedCopy } from './listed.ts'
import { loadBalancer } from './load-balancer.ts'
import { parentFile } from './parent-file.ts'
import type { PartRule } from './part-source.ts'
import { syncServer } from './sync-server.ts'

interface WorkedCopy extends StatedCopy {
  readonly of: string | null
  readonly through?: string | undefined
}

type CopyRule = PartRule<WorkedCopy>

export const comesLater: CopyRule = (copy, { copies }, { word }) => {
  const { of } = copy
  const earlier = copies.slice(0, copies.indexOf(copy))
  if (of === null || earlier.some(({ id }) => id === of)) return
  throw new ScenarioError(
    `${word} is a copy of "${of}", which is not there yet; list "${of}" before its copies`,
  )
}

export const worksAlone: CopyRule = (copy, { copies }) => {
  const worked = copies.filter((other) => !parentFile.is(other) && other.on === copy.on)
  if (worked.length > 1)
    throw new ScenarioError(
      `two copies to work in lie on "${copy.on}"; a person works in one, so give the other a machine of its own`,
    )
}

/** Requires a line that joins a copy's machine to its parent's directly, since hosts do not forward. */
export const isReachable: CopyRule = ({ on, of, through }, listed, { word }) => {
  const above = of === null || through !== undefined ? undefined : machineOf(of, listed)
  if (above === undefined || above === on) return
  const lines = lineDefinitions.flatMap((line) => line.among(listed.parts).map((part) => line.endsOf(part)))
  if (lines.some((ends) => ends.includes(on) && ends.includes(above))) return
  const words = lineDefinitions.map((line) => line.word)
  const anyLine = `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
  throw new ScenarioError(
    `${word} on "${on}" cannot reach "${of}": no ${anyLine} joins "${on}" and "${above}"; ` +
      `add one, such as router('lan', { joins: ['${on}', '${above}'] })`,
  )
}

/** A copy that syncs through a server needs its client file on one of that server's roots. */
export const isPublished: CopyRule = ({ of, through }, listed, { word }) => {
  const above = of === null ? undefined : machineOf(of, listed)
  if (through === undefined || above === undefined) return
  const balancer = loadBalancer.among(listed.parts).find(({ id }) => id === through)
  const behind = balancer?.instances ?? [through]
  for (const { id, roots } of syncServer.among(listed.parts))
    if (behind.includes(id) && !roots.includes(above))
      throw new ScenarioError(
        `${word} goes through "${through}" to "${of}", which lies on "${above}"; syncServer "${id}" publishes from ${roots.join(', ')} alone`,
      )
}

const machineOf = (copy: string, { copies }: NamedParts): string | undefined =>
  copies.find(({ id }) => id === copy)?.on
