import type { LogId } from '../../../engine/identifier/index.ts'
import type { SyncCopy } from '../../../engine/replica/index.ts'
import {
  type CopyProperties,
  type LockDownView,
  lockDownViews,
} from '../../../engine/replication/presence/index.ts'
import { timeText } from '../../context/printed-text.ts'
import type { OpenedFolder } from '../open/open-copy.ts'
import type { CopyView, StatusView } from './status-view.ts'

export const lifecycleView = (
  { copy }: OpenedFolder,
  copies: readonly CopyProperties[],
): Pick<StatusView, 'closed' | 'rescued' | 'lockDowns' | 'copies'> => ({
  closed: copy.closed && {
    reason: copy.closed.reason,
    detail: copy.closed.detail,
    since: timeText(copy.closed.sinceMs),
  },
  rescued: copy.lifecycle.rescued().filter(({ takenOver }) => takenOver === null).length,
  lockDowns: lockDownViews(copy.state.hierarchy, copies).map(lockDownView),
  copies: copies.map((each) => copyView(each, continuedBy(copy, each.line))),
})

const lockDownView = ({ lockDown, holder, waitsFor }: LockDownView): StatusView['lockDowns'][number] => ({
  holder: holder?.copyName ?? lockDown.dot.log,
  author: lockDown.author,
  since: timeText(lockDown.ms),
  waitsFor: waitsFor.map(({ copyName, line, lastSeenMs, unsent }) => ({
    copyName: copyName ?? line,
    lastSeen: maybeTime(lastSeenMs),
    unsent,
  })),
})

const continuedBy = ({ state }: SyncCopy, log: LogId): string | null =>
  state.continuations().find((each) => each.log === log)?.continues.line ?? null

const copyView = (copy: CopyProperties, continues: string | null): CopyView => {
  const { lastSeenMs, awaitedUntilMs, connected, copyName, user, ...rest } = copy
  return {
    copyName: copyName ?? copy.line,
    user: user ?? '',
    ...rest,
    continues,
    lastSeen: maybeTime(lastSeenMs),
    awaitedUntil: maybeTime(awaitedUntilMs),
    connected: connected && { since: timeText(connected.sinceMs), from: connected.from },
  }
}

const maybeTime = (ms: number | null): string | null => (ms === null ? null : timeText(ms))
