import type { Fork } from '../../../engine/log/index.ts'
import { casesOf, overdueConflicts } from '../../../engine/merge/index.ts'
import type { SyncCopy } from '../../../engine/replica/index.ts'
import { openExchange } from '../../../engine/replication/client/index.ts'
import { readPresence } from '../../../engine/replication/presence/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import { timeText } from '../../context/printed-text.ts'
import { propertiesOf } from '../copy/which-copy.ts'
import { arbiterOf } from '../document/lease-subject.ts'
import { connectTo } from '../link/connect-to.ts'
import { type LinkSettings, readLink } from '../link/link-settings.ts'
import { unsentTo } from '../link/unsent.ts'
import { logBreakText } from '../open/log-break-text.ts'
import type { OpenedFolder } from '../open/open-copy.ts'
import { type LeaseView, leaseViews } from './lease-view.ts'
import { lifecycleView } from './lifecycle-view.ts'
import type { StatusView } from './status-view.ts'
import { waitingView } from './waiting-view.ts'

/** The status of a copy. Asks the linked copy if it can be reached. */
export const readStatus = async (opened: OpenedFolder, context: CommandContext): Promise<StatusView> => {
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
    line: { id: identity.line, news: copy.ownLogChange && logBreakText(copy.ownLogChange, opened.name) },
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
    waiting: copy.checkOutDocuments().map((each) => waitingView(each, opened.shakedown)),
    ...oddFiles(copy),
    lacking: copy.carried.lackingCount,
    unknownOps: state.unknownOps,
    splits: copy.logs.forks().map((split) => splitView(split, copy)),
    leases: reached ? reached.leases : await ownLeases(opened, context),
    ...lifecycleView(opened, propertiesOf(opened, unsent)),
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

const splitView = ({ log, seq, historyIds }: Fork, copy: SyncCopy): StatusView['splits'][number] => {
  const root = copy.logs.rootOf(log)
  const copyName = copy.state.registrations().find((each) => each.log === root)?.copyName ?? root
  return { line: log, copyName, afterSeq: seq, branches: historyIds }
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

// Without a link, others visit this very folder, and it arbitrates between them.
const ownLeases = async (opened: OpenedFolder, context: CommandContext): Promise<readonly LeaseView[]> => {
  const answer = await connectTo(arbiterOf(opened, context))
  if (answer.kind !== 'session') return []
  const views = await leaseViews(answer.session, opened)
  await answer.session.disconnect()
  return views
}

// Counts the events it had when both were last in sync, even if it cannot be reached now.
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
    const theirs = [...exchanger.theirVersions].map(([logId, { seq }]) => [
      logId,
      Math.max(seq, known[logId] ?? 0),
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
