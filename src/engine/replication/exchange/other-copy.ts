import type { LogId } from '../../identifier/index.ts'
import type { ShareSession } from '../../ports/index.ts'
import { type FileFormat, parseJson, paths, readFormat } from '../../storage/folder/index.ts'
import { ExchangeInterrupted, presentOrNull } from './exchange-trouble.ts'

export interface OtherCopy {
  readonly kind: 'other-copy'
  readonly format: FileFormat
  /** Null if the folder does not state it. */
  readonly log: LogId | null
  readonly copyName: string | null
}

export type OtherCopyOutcome =
  | OtherCopy
  | Exclude<ReturnType<typeof readFormat>, { kind: 'format' }>
  | { readonly kind: 'interrupted'; readonly trouble: ExchangeInterrupted['trouble'] }

export const readOtherCopy = async (session: ShareSession): Promise<OtherCopyOutcome> => {
  try {
    const found = readFormat(presentOrNull(await session.read(paths.format)))
    if (found.kind !== 'format') return found
    const copy = parseJson(presentOrNull(await session.read(paths.copy)))
    const { line: logId, copyName } = copy ?? {}
    return {
      kind: 'other-copy',
      format: found.format,
      log: isLogText(logId) ? logId : null,
      copyName: typeof copyName === 'string' ? copyName : null,
    }
  } catch (trouble) {
    if (trouble instanceof ExchangeInterrupted) return { kind: 'interrupted', trouble: trouble.trouble }
    throw trouble
  }
}

const isLogText = (text: unknown): text is LogId => typeof text === 'string' && /^[0-9a-f]{16}$/.test(text)

/**
 * Ends the exchange unless the other folder holds the same client file. Refuses an empty folder too, since an
 * unmounted share looks like one.
 */
export const refuseOtherFile = async (session: ShareSession, fileId: string): Promise<void> => {
  const found = readFormat(presentOrNull(await session.read(paths.format)))
  if (found.kind === 'format' && found.format.fileId === fileId) return
  const detail = found.kind === 'format' ? `it is the client file ${found.format.fileName}` : found.detail
  throw new ExchangeInterrupted({ kind: 'unreadable', path: paths.format, detail })
}
