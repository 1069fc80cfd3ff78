import type { Fork } from '../../engine/log/index.ts'
import { casesOf, overdueConflicts } from '../../engine/merge/index.ts'
import type { SyncCopy } from '../../engine/replica/index.ts'
import { openExchange } from '../../engine/replication/client/index.ts'
import { readPresence } from '../../engine/replication/presence/index.ts'
import { endingsView } from './endings-view.ts'
import type { FileContext } from './file-context.ts'
import { type LeaseView, leaseViews } from './lease-views.ts'
import { arbiterOf } from './lease.ts'
import { lineNewsText } from './line-news-text.ts'
import { type LinkSettings, readLink } from './link-settings.ts'
import { connectTo } from './shares.ts'
import { statusText } from './status-text.ts'
import type { StatusView } from './status-view.ts'
import { waitingView } from './waiting-view.ts'
import { watchStatus } from './watch-status.ts'
import { propertiesOf } from './which-copy.ts'
import { type OpenedFolder, withCopy } from './with-copy.ts'
import { jsonText, timeText } from './written-view.ts'

/** To whom a copy is linked, who is connected here, and what waits. */
export const status = async (
  name: string,
  options: { readonly json?: boolean; readonly watch?: boolean },
  context: FileContext,
): Promise<void> => {
  if (options.watch)
    return watchStatus(
      name,
      () => withCopy(name, 'status', context, (opened) => statusOf(opened, context)),
      context,
    )
  const view = await withCopy(name, 'status', context, (opened) => statusOf(opened, context))
  context.out(options.json ? jsonText(view) : statusText(view, name))
}

const statusOf = async (opened: OpenedFolder, context: FileContext): Promise<StatusView> => {
  const { copy, ports } = opened
  const { identity, format, state } = copy
  const link = readLink(ports.disk)
  const reached = link ? await reach(opened, link) : null
  const unsent = reached ? await unsentTo(copy, reached.theirSeqs) : 0
  return {
    fileName: format.fileName,
    fileId: format.fileId,
    copyName: identity.copyName,
    user: identity.user,
    line: { id: identity.line, news: copy.ownLogChange && lineNewsText(copy.ownLogChange, opened.name) },
    link: link && reached ? { ...linkView(link), ...reached.state } : null,
    serving: readPresence(ports.disk).map(({ copyName, user, sinceMs, leftMs }) => ({
      copyName,
      user,
      since: timeText(sinceMs),
      left: leftMs === null ? null : timeText(leftMs),
    })),
    unsent,
    unapplied: copy.unapplied,
    conflicts: state.conflictCount,
    overdue: overdueViews(opened),
    waiting: copy.checkOutDocuments().map(waitingView),
    ...oddFiles(copy),
    lacking: copy.carried.lackingCount,
    unknownOps: state.unknownOps,
    splits: copy.lines.forks().map((split) => splitView(split, copy)),
    leases: reached ? reached.leases : await ownLeases(opened, context),
    ...endingsView(opened, propertiesOf(opened, unsent)),
  }
}

const overdueViews = ({ copy, ports }: OpenedFolder): StatusView['overdue'] => {
  const nowMs = ports.clock.nowMs()
  return overdueConflicts(copy.state, nowMs).flatMap((register) =>
    casesOf(copy.state, register).flatMap(({ owner, dueMs }) =>
      dueMs === null || dueMs >= nowMs ? [] : [{ conflictId: register.address, owner, due: timeText(dueMs) }],
    ),
  )
}

const oddFiles = (copy: SyncCopy): Pick<StatusView, 'missing' | 'refused'> => {
  const { missing, refused } = copy.library.working.oddFiles()
  return { missing: missing.map(({ name }) => name), refused }
}

const splitView = ({ log: logId, seq, historyIds }: Fork, copy: SyncCopy): StatusView['splits'][number] => {
  const root = copy.lines.rootOf(logId)
  const copyName = copy.state.registrations().find((each) => each.log === root)?.copyName ?? root
  return { line: logId, copyName, afterSeq: seq, branches: historyIds }
}

const linkView = ({ name, address, through, levelMs }: LinkSettings) => ({
  name,
  address,
  through,
  level: levelMs === null ? null : timeText(levelMs),
})

interface Reached {
  readonly state: { readonly state: string; readonly detail: string | null }
  readonly theirSeqs: Readonly<Record<string, number>>
  readonly leases: readonly LeaseView[]
}

// Where there is no link, this very folder is what others visit, and arbitrates between them.
const ownLeases = async (opened: OpenedFolder, context: FileContext): Promise<readonly LeaseView[]> => {
  const answer = await connectTo(arbiterOf(opened, context))
  if (answer.kind !== 'session') return []
  const views = await leaseViews(answer.session, opened)
  await answer.session.disconnect()
  return views
}

// What it had when both were level still counts where it cannot be asked now: a status never takes that back.
const reach = async (opened: OpenedFolder, link: LinkSettings): Promise<Reached> => {
  const { copy, ports } = opened
  const known = link.theirSeqs
  const answer = await connectTo(link.address)
  if (answer.kind !== 'session') {
    return { state: { state: answer.kind, detail: answer.detail }, theirSeqs: known, leases: [] }
  }
  const exchanger = openExchange(copy, answer.session, ports)
  const looked = await exchanger.poll()
  const leases = looked.kind === 'level' ? await leaseViews(answer.session, opened) : []
  await answer.session.disconnect()
  if (looked.kind === 'level') {
    const theirs = [...exchanger.theirVersions].map(([line, { seq }]) => [
      line,
      Math.max(seq, known[line] ?? 0),
    ])
    return {
      state: { state: 'reachable', detail: null },
      theirSeqs: { ...known, ...Object.fromEntries(theirs) },
      leases,
    }
  }
  const detail = looked.kind === 'interrupted' ? looked.trouble.detail : looked.trouble.message
  return { state: { state: 'unusable', detail }, theirSeqs: known, leases }
}

/** Events that are here beyond what the linked copy is known to have. */
export const unsentTo = async (
  copy: SyncCopy,
  theirSeqs: Readonly<Record<string, number>>,
): Promise<number> => {
  const mine = [...(await copy.durableVersions())]
  return mine.reduce((sum, [line, { seq }]) => sum + Math.max(0, seq - (theirSeqs[line] ?? 0)), 0)
}
