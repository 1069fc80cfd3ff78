import { type Dot, dotText } from '../../../engine/identifier/index.ts'
import { signOffs } from '../../../engine/merge/index.ts'
import { parseRecordId, type RecordId, type SyncCopy } from '../../../engine/replica/index.ts'
import { usageFailure } from '../../context/command-failure.ts'
import { timeText } from '../../context/printed-text.ts'

interface Action {
  readonly id: string
  readonly author: string
  readonly at: string
}

export interface RecordView {
  readonly path: string
  readonly life: 'live' | 'deleted' | 'kept'
  readonly deletedBy: readonly Action[]
  readonly keptBy: readonly Action[]
  readonly signedBy: readonly (Action & { readonly isCurrent: boolean })[]
  readonly seen: string
}

export const recordView = (copy: SyncCopy, path: string, record: RecordId): RecordView => {
  const { life, seen } = copy.records.read(record)
  return {
    path,
    life: life.kind,
    deletedBy: life.kind === 'live' ? [] : life.deletedBy.map(actionOf),
    keptBy: life.kind === 'kept' ? life.keptBy.map(actionOf) : [],
    signedBy: signOffs(copy.state, record.table, record.key).map(({ signed, isCurrent }) => ({
      ...actionOf(signed),
      isCurrent,
    })),
    seen,
  }
}

const actionOf = ({
  dot,
  author,
  timestamp,
}: {
  readonly dot: Dot
  readonly author: string
  readonly timestamp: { readonly ms: number }
}): Action => ({ id: dotText(dot), author, at: timeText(timestamp.ms) })

export const recordText = ({ path, life, deletedBy, keptBy, signedBy, seen }: RecordView): string => {
  const said = { live: 'is there', deleted: 'is deleted', kept: 'was deleted, and is kept' }
  const lines = [
    `${path} ${said[life]}`,
    ...deletedBy.map((action) => `  deleted ${actionText(action)}`),
    ...keptBy.map((action) => `  kept for what was written ${actionText(action)}`),
    ...signedBy.map(
      (action) =>
        `  signed ${actionText(action)}${action.isCurrent ? '' : ': AN EARLIER VERSION than is shown now'}`,
    ),
    `  seen ${seen}`,
  ]
  return [...lines, ''].join('\n')
}

const actionText = ({ author, at }: Action): string => `by ${author} at ${at}`

export const recordOf = (path: string): RecordId => {
  const record = parseRecordId(path)
  if (record) return record
  throw usageFailure(`"${path}" is no record: write TABLE/KEY, as in trial-balance/1010`)
}
