import { checkAccess } from './access-references.ts'
import { authorsWord } from './authors-word.ts'
import { faultDefinitionOf } from './definitions/fault/index.ts'
import { partKinds } from './definitions/part-kinds.ts'
import { mustName } from './must-name.ts'
import { checkReachability } from './reachability.ts'
import { ScenarioError } from './scenario-error.ts'
import type { ScenarioSpec } from './scenario-spec.ts'
import { checkServers } from './server-references.ts'

/** Checks every name in a scenario. Throws ScenarioError with the nearest known name. */
export const checkReferences = (spec: ScenarioSpec): void => {
  const hosts = partKinds.host(spec)
  refuseTwins(
    'parts',
    spec.parts.map(({ id }) => id),
  )
  for (const part of spec.parts) {
    if (part.kind === 'router')
      for (const host of part.joins) mustName(host, hosts, `router "${part.id}" joins`, 'host')
    if (part.kind === 'vpn') {
      mustName(part.from, hosts, `vpn "${part.id}" begins at`, 'host')
      mustName(part.to, hosts, `vpn "${part.id}" ends at`, 'host')
    }
  }
  checkCopies(spec, hosts)
  checkReachability(spec)
  checkAccess(spec, hosts)
  checkServers(spec)
  for (const fault of spec.faults) faultDefinitionOf(fault).check(fault, spec)
}

const checkCopies = ({ parts, copies }: ScenarioSpec, hosts: readonly string[]): void => {
  const users = new Map(
    parts.flatMap((part) => (part.kind === 'workstation' ? [[part.id, part.user] as const] : [])),
  )
  const ids = copies.flatMap((copy) => (copy.kind === 'sync-copies' ? [] : [copy.id]))
  // The copy at a workstation bears its user's name.
  refuseTwins('copies', [
    ...ids,
    ...copies.flatMap((copy) => (copy.kind === 'sync-copies' ? (users.get(copy.on) ?? []) : [])),
  ])
  const earlier: string[] = []
  const workedAt = new Set<string>()
  for (const copy of copies) {
    mustName(copy.on, hosts, `${authorsWord(copy.kind)} lies on`, 'host')
    if (copy.kind !== 'parent-file') {
      if (copy.of !== null) mustComeLater(authorsWord(copy.kind), copy.of, ids, earlier)
      if (workedAt.has(copy.on)) throw new ScenarioError(twoToWorkIn(copy.on))
      workedAt.add(copy.on)
    }
    if (copy.kind !== 'sync-copies') earlier.push(copy.id)
  }
}

const mustComeLater = (
  kind: string,
  of: string,
  ids: readonly string[],
  earlier: readonly string[],
): void => {
  mustName(of, ids, `${kind} is a copy of`, 'copy')
  if (earlier.includes(of)) return
  throw new ScenarioError(
    `${kind} is a copy of "${of}", which is not there yet; list "${of}" before its copies`,
  )
}

const twoToWorkIn = (host: string): string =>
  `two copies to work in lie on "${host}"; whoever sits there works in one, so give the other a machine of its own`

const refuseTwins = (what: 'parts' | 'copies', ids: readonly string[]): void => {
  const twin = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twin) throw new ScenarioError(`two ${what} are called "${twin}"; give each a name of its own`)
}
