import { troublesOf, type World } from '../world/index.ts'

/** Remains of faults in a world that should have healed, a sentence each. */
export const leftBehind = (world: World): readonly string[] => [
  ...troublesOf(world),
  ...copiesStopped(world),
  ...sessionsHeld(world),
  ...rightsMissing(world),
]

const copiesStopped = ({ nodes: stations }: World): readonly string[] =>
  stations.flatMap(({ spec, isRunning, isOpened }) => {
    if (!isRunning) return [`the copy ${spec.id} still does not run`]
    return isOpened ? [] : [`the copy ${spec.id} is still offline`]
  })

const sessionsHeld = ({ plan, tables }: World): readonly string[] => {
  const faults = new Set(plan.faults.items.map(({ id }) => id))
  return [...tables.values()].flatMap((table) =>
    table.sessions().flatMap(({ copy }) => (faults.has(copy) ? [`${copy} still holds ${table.host}`] : [])),
  )
}

const rightsMissing = ({ plan, access: offices }: World): readonly string[] => {
  if (!offices) return []
  const users = plan.topology.copies.flatMap(({ user }) => user ?? [])
  return users.flatMap((user) =>
    offices.centre.lacks(user, 'account') || offices.centre.lacks(user, 'grant')
      ? [`${user} still lacks a right`]
      : [],
  )
}
