import { type Dot, dotText } from '../../engine/identifier/index.ts'
import { signOffs } from '../../engine/merge/index.ts'
import { parseRecordId, type RecordId, type SyncCopy } from '../../engine/replica/index.ts'
import { CommandFailure, failureCodes } from '../command-failure.ts'
import type { FileContext } from './file-context.ts'
import { writtenDot } from './record-outcome.ts'
import { withCopy } from './with-copy.ts'
import { jsonText, timeText } from './written-view.ts'

/** What can be done to a record as a whole. */
export type RecordDeed = 'delete' | 'restore' | 'sign'

export interface RecordRequest {
  readonly name: string
  /** `TABLE/KEY`. */
  readonly path: string
}

interface RecordOptions {
  readonly seen?: string
  readonly json?: boolean
}

/** Shows whether a record is there, who signed it, and the token that deleting or signing it gives back. */
export const showRecord = async (
  { name, path }: RecordRequest,
  options: RecordOptions,
  context: FileContext,
): Promise<void> => {
  const record = recordOf(path)
  const view = await withCopy(name, 'record', context, ({ copy }) =>
    Promise.resolve(viewOf(copy, path, record)),
  )
  context.out(options.json ? jsonText(view) : viewText(view))
}

/** Deletes, restores or signs what the token shows, or, without one, what this copy shows now. */
export const doToRecord = async (
  deed: RecordDeed,
  { name, path }: RecordRequest,
  options: RecordOptions,
  context: FileContext,
): Promise<void> => {
  const record = recordOf(path)
  const view = await withCopy(name, deed, context, async ({ copy }) => {
    const seen = options.seen ?? copy.records.read(record).seen
    const outcome = await acts[deed](copy, record, seen)
    writtenDot(outcome, name, `To see how it stands: npx shakedown file record ${name} ${path}`)
    return viewOf(copy, path, record)
  })
  context.out(options.json ? jsonText(view) : viewText(view))
}

const by = (copy: SyncCopy) => ({ author: copy.identity.user, note: '' })

const acts = {
  delete: (copy: SyncCopy, record: RecordId, seen: string) => copy.records.delete(record, seen, by(copy)),
  restore: (copy: SyncCopy, record: RecordId, seen: string) => copy.records.restore(record, seen, by(copy)),
  sign: (copy: SyncCopy, record: RecordId, seen: string) =>
    copy.records.collections.sign(record, seen, by(copy)),
}

interface Deed {
  readonly id: string
  readonly author: string
  readonly at: string
}

interface RecordView {
  readonly path: string
  readonly life: 'live' | 'deleted' | 'kept'
  readonly deletedBy: readonly Deed[]
  readonly keptBy: readonly Deed[]
  readonly signedBy: readonly (Deed & { readonly isCurrent: boolean })[]
  readonly seen: string
}

const viewOf = (copy: SyncCopy, path: string, record: RecordId): RecordView => {
  const { life, seen } = copy.records.read(record)
  return {
    path,
    life: life.kind,
    deletedBy: life.kind === 'live' ? [] : life.deletedBy.map(deedOf),
    keptBy: life.kind === 'kept' ? life.keptBy.map(deedOf) : [],
    signedBy: signOffs(copy.state, record.table, record.key).map(({ signed, isCurrent }) => ({
      ...deedOf(signed),
      isCurrent,
    })),
    seen,
  }
}

const deedOf = ({
  dot,
  author,
  timestamp,
}: {
  readonly dot: Dot
  readonly author: string
  readonly timestamp: { readonly ms: number }
}): Deed => ({ id: dotText(dot), author, at: timeText(timestamp.ms) })

const viewText = ({ path, life, deletedBy, keptBy, signedBy, seen }: RecordView): string => {
  const said = { live: 'is there', deleted: 'is deleted', kept: 'was deleted, and is kept' }
  const lines = [
    `${path} ${said[life]}`,
    ...deletedBy.map((deed) => `  deleted ${deedText(deed)}`),
    ...keptBy.map((deed) => `  kept for what was written ${deedText(deed)}`),
    ...signedBy.map(
      (deed) => `  signed ${deedText(deed)}${deed.isCurrent ? '' : ': AN EARLIER VERSION than is shown now'}`,
    ),
    `  seen ${seen}`,
  ]
  return [...lines, ''].join('\n')
}

const deedText = ({ author, at }: Deed): string => `by ${author} at ${at}`

export const recordOf = (path: string): RecordId => {
  const record = parseRecordId(path)
  if (record) return record
  throw new CommandFailure(
    failureCodes.usage,
    `"${path}" is no record: write TABLE/KEY, as in trial-balance/1010`,
  )
}
