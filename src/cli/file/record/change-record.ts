import type { RecordId, SyncCopy } from '../../../engine/replica/index.ts'
import type { CommandContext } from '../../context/command-context.ts'
import { jsonText } from '../../context/printed-text.ts'
import type { SeenOptions } from '../../context/shared-options.ts'
import { withCopy } from '../open/open-copy.ts'
import { writtenDot } from './record-outcome.ts'
import { recordOf, recordText, recordView } from './record-view.ts'

export type RecordChange = 'delete' | 'restore' | 'sign'

/** Deletes, restores or signs the version that the token shows, or, without one, the version that this copy shows now. */
export const changeRecord = async (
  change: RecordChange,
  { name, path }: { readonly name: string; readonly path: string },
  options: SeenOptions,
  context: CommandContext,
): Promise<void> => {
  const record = recordOf(path)
  const view = await withCopy(name, `record ${change}`, context, async ({ copy }) => {
    const seen = options.seen ?? copy.records.read(record).seen
    const outcome = await changes[change](copy, record, seen)
    writtenDot(
      outcome,
      name,
      (shakedown) => `To see its state: ${shakedown} file record show ${name} ${path}`,
    )
    return recordView(copy, path, record)
  })
  context.out(options.json ? jsonText(view) : recordText(view))
}

const by = (copy: SyncCopy) => ({ author: copy.identity.user, note: '' })

const changes = {
  delete: (copy: SyncCopy, record: RecordId, seen: string) => copy.records.delete(record, seen, by(copy)),
  restore: (copy: SyncCopy, record: RecordId, seen: string) => copy.records.restore(record, seen, by(copy)),
  sign: (copy: SyncCopy, record: RecordId, seen: string) =>
    copy.records.collections.sign(record, seen, by(copy)),
}
