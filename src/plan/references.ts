import { nearestName } from './nearest.ts'
import { ScenarioError } from './scenario-error.ts'
import type { ScenarioSpec } from './scenario-spec.ts'

/** Checks that every name in a scenario names something: throws ScenarioError with the nearest name that does. */
export const checkReferences = (spec: ScenarioSpec): void => {
  const hosts = spec.parts.flatMap((part) => (part.kind === 'router' || part.kind === 'vpn' ? [] : [part.id]))
  const vpns = spec.parts.flatMap((part) => (part.kind === 'vpn' ? [part.id] : []))
  refuseTwins([...spec.parts.map(({ id }) => id)])
  for (const part of spec.parts) {
    if (part.kind === 'router')
      for (const host of part.joins) mustName(host, hosts, `router "${part.id}" joins`, 'host')
    if (part.kind === 'vpn') {
      mustName(part.from, hosts, `vpn "${part.id}" begins at`, 'host')
      mustName(part.to, hosts, `vpn "${part.id}" ends at`, 'host')
    }
  }
  const copies = spec.copies.flatMap((copy) => (copy.kind === 'sync-copies' ? [] : [copy.id]))
  for (const copy of spec.copies) {
    mustName(copy.on, hosts, `a ${copy.kind} lies on`, 'host')
    if (copy.kind !== 'parent-file' && copy.of !== null)
      mustName(copy.of, copies, `a ${copy.kind} is a copy of`, 'copy')
  }
  for (const fault of spec.faults) {
    if (fault.kind === 'vpn-drops') mustName(fault.vpn, vpns, 'vpnDrops names', 'vpn')
    else mustName(fault.host, hosts, 'sessionHolder names', 'host')
  }
}

const mustName = (typed: string, known: readonly string[], where: string, what: string): void => {
  if (known.includes(typed)) return
  const meant = nearestName(typed, known)
  const hint = meant
    ? `did you mean "${meant}"?`
    : `there ${known.length === 1 ? 'is' : 'are'} ${known.join(', ') || 'none'}`
  throw new ScenarioError(`${where} "${typed}", but there is no such ${what}; ${hint}`)
}

const refuseTwins = (ids: readonly string[]): void => {
  const twin = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twin) throw new ScenarioError(`two parts are called "${twin}"; give each a name of its own`)
}
