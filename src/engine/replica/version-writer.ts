import type { LiveContent } from '../content/index.ts'
import { contentField, documentTable, type FoldedFile } from '../document/index.ts'
import { decodeEvent, type HlcTimestamp, type WriteOp } from '../event/index.ts'
import { type Dot, dotText, type LogId } from '../identifier/index.ts'
import { must } from '../invariant.ts'
import type { CausalLogs } from '../log/index.ts'
import type { SeenToken } from '../merge/index.ts'
import { awaitOrDiskRefusal } from '../ports/index.ts'
import type { Contents } from '../storage/contents/index.ts'
import type { UserAction } from './log-writer.ts'
import type { SaveOutcome } from './outcomes.ts'
import type { RegisterWriter } from './register-writer.ts'

export interface DocumentVersion extends LiveContent {
  readonly dot: Dot
  readonly author: string
  readonly note: string
  readonly timestamp: HlcTimestamp
  /** The versions that its author was shown and superseded. */
  readonly replaces: readonly Dot[]
  /** `also-by`: the same bytes as the shown version, by another author. */
  readonly standing: 'shown' | 'also-by' | 'in-conflict' | 'replaced'
  readonly isHere: boolean
  /** When the retention policy dropped its bytes here, in milliseconds since 1970, or null. */
  readonly droppedMs: number | null
}

export type PromoteOutcome =
  | SaveOutcome
  | { readonly kind: 'unknown-version'; readonly detail: string }
  /** Others cannot fetch them from here: this copy must fetch its bytes first. */
  | { readonly kind: 'not-here'; readonly version: DocumentVersion }

export interface VersionWriterParts {
  /** Replaced at each rebuild: never keep it. */
  readonly file: () => FoldedFile
  readonly log: CausalLogs
  readonly contents: Contents
  readonly registerWriter: RegisterWriter
  /** Times of drops from this folder by the retention policy, by content hash. */
  readonly dropped: () => ReadonlyMap<string, number>
}

/** All versions of documents, including superseded ones and losers of conflicts. */
export class VersionWriter {
  readonly #parts: VersionWriterParts

  constructor(parts: VersionWriterParts) {
    this.#parts = parts
  }

  /**
   * Lists a document's versions, latest first, equal on every copy with the same events. Throws DiskTrouble if an
   * unloaded event cannot be read.
   */
  of(documentId: string): readonly DocumentVersion[] {
    const dropped = this.#parts.dropped()
    return this.#parts
      .file()
      .versionsOf(documentId)
      .flatMap(({ dot }) => this.#version(documentId, dot) ?? [])
      .map((version) => ({ ...version, droppedMs: droppedMs(version, dropped) }))
      .sort(
        (a, b) =>
          b.timestamp.ms - a.timestamp.ms || b.timestamp.count - a.timestamp.count || compareText(a, b),
      )
  }

  madeBy(logId: LogId, documentId: string, hash: string): readonly DocumentVersion[] {
    const { file, log } = this.#parts
    return file()
      .versionsOf(documentId)
      .filter((version) => log.histories.rootOf(version.dot.log) === logId && version.hash === hash)
      .flatMap(({ dot }) => this.#version(documentId, dot) ?? [])
  }

  /** `versionId` is the text of its dot. */
  find(documentId: string, versionId: string): DocumentVersion | null {
    return this.of(documentId).find(({ dot }) => dotText(dot) === versionId) ?? null
  }

  pieces(version: LiveContent): Iterable<Uint8Array> | null {
    const { contents } = this.#parts
    return contents.isSound(version) ? contents.pieces(version) : null
  }

  /** Shows an earlier version again, by a save that supersedes the shown one. */
  async promote(
    documentId: string,
    versionId: string,
    seen: SeenToken,
    action: UserAction,
  ): Promise<PromoteOutcome> {
    return awaitOrDiskRefusal<PromoteOutcome>(async () => {
      const version = this.find(documentId, versionId)
      if (!version)
        return { kind: 'unknown-version', detail: `${versionId} is no version of this document here` }
      if (!this.#parts.contents.isSound(version)) return { kind: 'not-here', version }
      return this.#parts.registerWriter.saveContent(documentId, version, seen, action)
    })
  }

  #version(documentId: string, dot: Dot): DocumentVersion | null {
    const { log, contents } = this.#parts
    const event = decodeEvent(must(log.log(dot.log), `log ${dot.log} was applied`).eventAt(dot.seq))
    const write = event.ops.find(
      (op): op is WriteOp => op.kind === 'write' && op.key === documentId && op.field === contentField,
    )
    if (write?.value.kind !== 'content') return null
    const { hash, sizeBytes } = write.value
    return {
      dot,
      hash,
      sizeBytes,
      author: event.author,
      note: event.note,
      timestamp: event.timestamp,
      replaces: write.supersedes,
      standing: this.#standing(documentId, dot),
      isHere: contents.has({ hash, sizeBytes }),
      droppedMs: null,
    }
  }

  #standing(documentId: string, dot: Dot): DocumentVersion['standing'] {
    const siblings =
      this.#parts.file().state.register(documentTable, documentId, contentField)?.siblings ?? []
    const sibling = siblings.find((standing) => dotText(standing.dot) === dotText(dot))
    if (!sibling) return 'replaced'
    if (sibling === siblings[0]) return 'shown'
    return sibling.canonical === siblings[0]?.canonical ? 'also-by' : 'in-conflict'
  }
}

const droppedMs = ({ hash, isHere }: DocumentVersion, dropped: ReadonlyMap<string, number>): number | null =>
  isHere ? null : (dropped.get(hash) ?? null)

const compareText = (a: DocumentVersion, b: DocumentVersion): number =>
  dotText(a.dot) < dotText(b.dot) ? -1 : 1
