import type { CopyView, FaultView, Topology } from '../../result/live-event.ts'
import { linkStatus } from './link-status.ts'
import { tallyLine } from './link-tally.ts'
import { routeText } from './route.ts'
import { lineWidth, span, type Line } from './text-line.ts'

/** Where the topology is drawn, and what is known about it at the moment. */
export interface TopologyPicture {
  readonly topology: Topology
  readonly copies: readonly CopyView[]
  readonly faults: readonly FaultView[]
  readonly width: number
}

interface TreeBranch {
  readonly copyIds: readonly string[]
  readonly route: Line
}

type TopologyCopy = Topology['copies'][number]

const listedAtMost = 3

/** Who hangs on whom, and through what: a tree of copies whose crowded branches are one glyph a copy. */
export const topologyLines = (picture: TopologyPicture): readonly Line[] =>
  picture.topology.copies
    .filter((copy) => parentOf(picture, copy) === null)
    .flatMap((copy) => [copyLine(picture, copy, []), ...branchLines(picture, copy, '')])

const parentOf = ({ topology }: TopologyPicture, copy: TopologyCopy): TopologyCopy | null =>
  topology.copies.find((other) => other.id === copy.parent) ?? null

const branchLines = (picture: TopologyPicture, parent: TopologyCopy, indent: string): readonly Line[] => {
  const branches = branchesOf(picture, parent)
  return branches.flatMap((branch, index) => {
    const isLast = index === branches.length - 1
    const stem = span(`${indent}${isLast ? '└─ ' : '├─ '}`, 'quiet')
    return branchBody(picture, branch, { stem, indent: `${indent}${isLast ? '   ' : '│  '}` })
  })
}

const branchBody = (
  picture: TopologyPicture,
  branch: TreeBranch,
  prefix: { readonly stem: Line[number]; readonly indent: string },
): readonly Line[] => {
  const [onlyId, ...others] = branch.copyIds
  const only = others.length === 0 ? picture.topology.copies.find((copy) => copy.id === onlyId) : undefined
  return only === undefined
    ? groupLines(picture, branch, prefix)
    : [copyLine(picture, only, [prefix.stem, ...branch.route]), ...branchLines(picture, only, prefix.indent)]
}

/** Children that are parents themselves, or few, have branches of their own; the rest share one for each route. */
const branchesOf = (picture: TopologyPicture, parent: TopologyCopy): readonly TreeBranch[] => {
  const { copies } = picture.topology
  const children = copies.filter((copy) => copy.parent === parent.id)
  const isAlone = (child: TopologyCopy): boolean =>
    children.length <= listedAtMost || copies.some((copy) => copy.parent === child.id)
  const routeOf = (child: TopologyCopy): Line => routeText(picture, parent.host, child)
  const alone = children
    .filter((child) => isAlone(child))
    .map((child) => ({ copyIds: [child.id], route: routeOf(child) }))
  const grouped = children.filter((child) => !isAlone(child))
  const byRoute = Map.groupBy(grouped, (child) =>
    routeOf(child)
      .map(({ text }) => text)
      .join(''),
  )
  const groups = [...byRoute.values()].flatMap((members) =>
    members[0] === undefined
      ? []
      : [{ copyIds: members.map((member) => member.id), route: routeOf(members[0]) }],
  )
  return [...alone, ...groups]
}

const copyLine = (picture: TopologyPicture, copy: TopologyCopy, before: Line): Line => {
  const host = picture.topology.hosts.find((candidate) => candidate.id === copy.host)
  const view = picture.copies.find((candidate) => candidate.id === copy.id)
  const label = copy.host === copy.id ? copy.id : `${copy.id} on ${copy.host}`
  return [
    ...before,
    span(label, 'strong'),
    span(copy.user === null || copy.user === copy.id ? '' : ` (${copy.user})`),
    ...(view === undefined ? [] : statusSpans(view)),
    ...servingSpans(view, host?.sessionLimit ?? null),
  ]
}

const statusSpans = (view: CopyView): Line => {
  const status = linkStatus(view)
  const isUpTheTree = view.link?.kind === 'linked' && view.link.to === view.parent
  return [span('  '), span(status.glyph, status.tone), span(` ${isUpTheTree ? status.word : status.phrase}`)]
}

const servingSpans = (view: CopyView | undefined, limit: number | null): Line => {
  const count = view?.serving.length ?? 0
  if (count === 0 && limit === null) return []
  return [span(limit === null ? `  serves ${count}` : `  serves ${count} of ${limit}`, 'quiet')]
}

const groupLines = (
  picture: TopologyPicture,
  branch: TreeBranch,
  prefix: { readonly stem: Line[number]; readonly indent: string },
): readonly Line[] => {
  const views = picture.copies.filter((copy) => branch.copyIds.includes(copy.id))
  const first = [prefix.stem, ...branch.route, span(`${branch.copyIds.length} copies  `, 'strong')]
  const before = span(prefix.indent, 'quiet')
  const glyphs = views.map((view) => linkStatus(view)).map((status) => span(status.glyph, status.tone))
  const room = Math.max(1, picture.width - lineWidth(first))
  const more = chunks(glyphs.slice(room), Math.max(1, picture.width - prefix.indent.length))
  return [
    [...first, ...glyphs.slice(0, room)],
    ...more.map((chunk) => [before, ...chunk]),
    [before, ...tallyLine(views)],
  ]
}

const chunks = (line: Line, size: number): readonly Line[] =>
  Array.from({ length: Math.ceil(line.length / size) }, (_, index) =>
    line.slice(index * size, (index + 1) * size),
  )
