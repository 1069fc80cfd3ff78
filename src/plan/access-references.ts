import type { AccessPart, SessionDesk } from './access-spec.ts'
import { mustName } from './must-name.ts'
import { ScenarioError } from './scenario-error.ts'
import type { ScenarioSpec } from './scenario-spec.ts'

/** Checks the names among data stores, directories and session desks. Throws ScenarioError. */
export const checkAccess = (spec: ScenarioSpec, hosts: readonly string[]): void => {
  const { access, parts } = spec
  refuseTwins(access, parts)
  refuseTooManyRevoked(spec)
  const centres = idsOf(access, 'data-centre')
  const stores = [...centres, ...idsOf(access, 'branch-office')]
  const directories = idsOf(access, 'directory')
  for (const part of access) {
    if (part.kind === 'session-rules') continue
    if (part.kind === 'session-desk') {
      mustName(part.facts, stores, `sessionDesk at "${part.at}" takes the facts of`, 'data store')
      mustName(part.directory, directories, `sessionDesk at "${part.at}" asks`, 'directory')
      checkPlace(part, spec)
      continue
    }
    mustName(part.on, hosts, `${part.kind} "${part.id}" lies on`, 'host')
    if (part.kind === 'branch-office')
      mustName(part.of, centres, `branch-office "${part.id}" follows`, 'data centre')
  }
}

/** A server opens its data store as a local file. */
const checkPlace = ({ at, facts }: SessionDesk, { access, parts }: ScenarioSpec): void => {
  const servers = parts.filter((part) => part.kind === 'sync-server')
  mustName(
    at,
    servers.map(({ id }) => id),
    'a sessionDesk stands at',
    'syncServer',
  )
  const server = servers.find(({ id }) => id === at)
  const store = access.find((part) => 'on' in part && part.id === facts)
  if (store && 'on' in store && server && store.on !== server.on)
    throw new ScenarioError(
      `syncServer "${at}" runs on "${server.on}", and "${facts}" lies on "${store.on}"; a server reads the data store on its own machine`,
    )
}

/** In the short form a group has eight people at most. */
const shortGroup = 8

const refuseTooManyRevoked = ({ parts, faults }: ScenarioSpec): void => {
  for (const part of parts) {
    if (part.kind !== 'laptops') continue
    const people = Math.min(shortGroup, part.count)
    const losers = faults.filter((fault) => fault.kind === 'right-revoked' && fault.among === part.id)
    if (losers.length > people)
      throw new ScenarioError(
        `${losers.length} people of "${part.id}" lose a right, and ${people} are there in the short form`,
      )
  }
}

const idsOf = (access: readonly AccessPart[], kind: AccessPart['kind']): readonly string[] =>
  access.flatMap((part) => (part.kind === kind && 'id' in part ? [part.id] : []))

const refuseTwins = (access: readonly AccessPart[], parts: ScenarioSpec['parts']): void => {
  const ids = [...parts.map(({ id }) => id), ...access.flatMap((part) => ('id' in part ? [part.id] : []))]
  const twin = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twin) throw new ScenarioError(`two parts are called "${twin}"; give each a name of its own`)
  const centres = idsOf(access, 'data-centre')
  if (centres.length > 1)
    throw new ScenarioError(
      `a firm has one data centre, and not both "${centres[0]}" and "${centres[1]}"; make one of them a branchOffice`,
    )
  if (access.length > 0 && centres.length === 0)
    throw new ScenarioError('a firm has a data centre, and none is listed; add a dataCentre to access')
  const desks = access.flatMap((part) => (part.kind === 'session-desk' ? [part.at] : []))
  const doubled = desks.find((at, index) => desks.indexOf(at) !== index)
  if (doubled) throw new ScenarioError(`"${doubled}" has two session desks; whoever asks there needs one`)
}
