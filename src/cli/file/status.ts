import { Exchanger, type SyncCopy, readVisitors } from '../../engine/index.ts'
import { folderShare } from '../../real/index.ts'
import type { FileContext } from './file-context.ts'
import { type LinkSettings, readLink } from './link-settings.ts'
import { statusText } from './status-text.ts'
import type { StatusView } from './status-view.ts'
import { waitingView } from './waiting-view.ts'
import { type OpenedFolder, withCopy } from './with-copy.ts'
import { jsonText, timeText } from './written-view.ts'

/** To whom a copy is linked, who is connected here, and what waits. */
export const status = async (
  name: string,
  options: { readonly json?: boolean },
  context: FileContext,
): Promise<void> => {
  const view = await withCopy(name, 'status', context, statusOf)
  context.out(options.json ? jsonText(view) : statusText(view, name))
}

const statusOf = async (opened: OpenedFolder): Promise<StatusView> => {
  const { copy, ports } = opened
  const { identity, format, state } = copy
  const link = readLink(ports.disk)
  const reached = link ? await reach(opened, link) : null
  return {
    fileName: format.fileName,
    fileId: format.fileId,
    copyName: identity.copyName,
    user: identity.user,
    link: link && reached ? { ...linkView(link), ...reached.state } : null,
    serving: readVisitors(ports.disk).map(({ copyName, user, sinceMs, leftMs }) => ({
      copyName,
      user,
      since: timeText(sinceMs),
      left: leftMs === null ? null : timeText(leftMs),
    })),
    unsent: link && reached ? await unsent(opened, reached.theirSeqs) : 0,
    unapplied: copy.unapplied,
    conflicts: state.conflictCount,
    waiting: copy.layDocuments().map(waitingView),
    ...oddFiles(copy),
    lacking: copy.library.lackingCount,
    unknownOps: state.unknownOps,
    copies: state
      .registrations()
      .map(({ line, copyName, user, parent }) => ({ copyName, user, line, parent }))
      .sort((a, b) => (a.copyName < b.copyName ? -1 : 1)),
  }
}

const oddFiles = (copy: SyncCopy): Pick<StatusView, 'missing' | 'refused'> => {
  const { missing, refused } = copy.library.working.oddFiles()
  return { missing: missing.map(({ name }) => name), refused }
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
}

// What it had when both were level still counts where it cannot be asked now: a status never takes that back.
const reach = async ({ copy, ports }: OpenedFolder, link: LinkSettings): Promise<Reached> => {
  const known = link.theirSeqs
  const answer = await folderShare.connect(link.address)
  if (answer.kind !== 'session') {
    return { state: { state: answer.kind, detail: answer.detail }, theirSeqs: known }
  }
  const exchanger = new Exchanger(copy, answer.session, ports, 'journal')
  const looked = await exchanger.look()
  await answer.session.disconnect()
  if (looked.kind === 'level') {
    const theirs = [...exchanger.theirHeads].map(([line, { seq }]) => [line, Math.max(seq, known[line] ?? 0)])
    return {
      state: { state: 'reachable', detail: null },
      theirSeqs: { ...known, ...Object.fromEntries(theirs) },
    }
  }
  const detail = looked.kind === 'interrupted' ? looked.trouble.detail : looked.trouble.message
  return { state: { state: 'unusable', detail }, theirSeqs: known }
}

const unsent = async (
  { copy }: OpenedFolder,
  theirSeqs: Readonly<Record<string, number>>,
): Promise<number> => {
  const mine = [...(await copy.durableHeads())]
  return mine.reduce((sum, [line, { seq }]) => sum + Math.max(0, seq - (theirSeqs[line] ?? 0)), 0)
}
