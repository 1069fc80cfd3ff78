import type { LiveContent } from '../content/index.ts'
import { contentField, documentTable, type FoldedFile } from '../document/index.ts'
import { decodeEvent, type Stamp, type WriteOp } from '../event/index.ts'
import { type Dot, dotText, type LineId } from '../identifier/index.ts'
import { must } from '../invariant.ts'
import type { CausalLog } from '../log/index.ts'
import type { SeenToken } from '../merge/index.ts'
import { DiskTrouble } from '../ports/index.ts'
import type { Contents } from '../storage/contents/index.ts'
import type { Desk } from './desk.ts'
import type { Deed } from './line-writer.ts'
import type { SaveOutcome } from './outcomes.ts'

/** One version that a document has or had. */
export interface DocumentVersion extends LiveContent {
  readonly dot: Dot
  readonly author: string
  readonly note: string
  readonly stamp: Stamp
  /** The versions that its author was shown and replaced with it. */
  readonly replaces: readonly Dot[]
  /** `shown`; `also by`, with the very same bytes; in conflict with what is shown; or replaced by a later one. */
  readonly standing: 'shown' | 'also-by' | 'in-conflict' | 'replaced'
  /** Whether its bytes lie here. */
  readonly isHere: boolean
  /** When the file's policy dropped them from here, in milliseconds since 1970; null where it did not. */
  readonly droppedMs: number | null
}

export type PromoteOutcome =
  | SaveOutcome
  | { readonly kind: 'unknown-version'; readonly detail: string }
  /** Others could not get them either: its bytes have to be fetched first. */
  | { readonly kind: 'not-here'; readonly version: DocumentVersion }

export interface VersionParts {
  /** Asked each time: it may have been begun anew. */
  readonly file: () => FoldedFile
  readonly log: CausalLog
  readonly contents: Contents
  readonly desk: Desk
  /** What was dropped from this folder by the file's policy, and when, by hash. */
  readonly dropped: () => ReadonlyMap<string, number>
}

/** Every version that documents ever had here, also those that lost a conflict or were replaced. */
export class VersionDesk {
  readonly #parts: VersionParts

  constructor(parts: VersionParts) {
    this.#parts = parts
  }

  /**
   * The versions of a document, the latest first; the same list on every copy that folded the same. Throws DiskTrouble
   * where an event that made one was written down, and cannot be read.
   */
  of(documentId: string): readonly DocumentVersion[] {
    const dropped = this.#parts.dropped()
    return this.#parts
      .file()
      .versionsOf(documentId)
      .flatMap(({ dot }) => this.#version(documentId, dot) ?? [])
      .map((version) => ({ ...version, droppedMs: droppedMs(version, dropped) }))
      .sort((a, b) => b.stamp.ms - a.stamp.ms || b.stamp.count - a.stamp.count || compareText(a, b))
  }

  /** The versions of a document that have these bytes, and were made by one line. */
  madeBy(line: LineId, documentId: string, hash: string): readonly DocumentVersion[] {
    const { file, log } = this.#parts
    return file()
      .versionsOf(documentId)
      .filter((version) => log.histories.rootOf(version.dot.line) === line && version.hash === hash)
      .flatMap(({ dot }) => this.#version(documentId, dot) ?? [])
  }

  /** By the id that `of` lists it with. */
  find(documentId: string, versionId: string): DocumentVersion | null {
    return this.of(documentId).find(({ dot }) => dotText(dot) === versionId) ?? null
  }

  /** The bytes of a version, piece by piece; null where they are not here, or not as they should be. */
  pieces(version: LiveContent): Iterable<Uint8Array> | null {
    const { contents } = this.#parts
    return contents.isSound(version) ? contents.pieces(version) : null
  }

  /** Makes an earlier version the shown one again: a save that replaces what its author was shown. */
  async promote(documentId: string, versionId: string, seen: SeenToken, deed: Deed): Promise<PromoteOutcome> {
    try {
      const version = this.find(documentId, versionId)
      if (!version)
        return { kind: 'unknown-version', detail: `${versionId} is no version of this document here` }
      if (!this.#parts.contents.isSound(version)) return { kind: 'not-here', version }
      return await this.#parts.desk.saveContent(documentId, version, seen, deed)
    } catch (trouble) {
      if (trouble instanceof DiskTrouble) return { kind: 'disk-trouble', trouble }
      throw trouble
    }
  }

  #version(documentId: string, dot: Dot): DocumentVersion | null {
    const { log, contents } = this.#parts
    const event = decodeEvent(must(log.log(dot.line), `line ${dot.line} was applied`).eventAt(dot.seq))
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
      stamp: event.stamp,
      replaces: write.supersedes,
      standing: this.#standing(documentId, dot),
      isHere: contents.has({ hash, sizeBytes }),
      droppedMs: null,
    }
  }

  #standing(documentId: string, dot: Dot): DocumentVersion['standing'] {
    const heads = this.#parts.file().state.register(documentTable, documentId, contentField)?.heads ?? []
    const head = heads.find((standing) => dotText(standing.dot) === dotText(dot))
    if (!head) return 'replaced'
    if (head === heads[0]) return 'shown'
    return head.canonical === heads[0]?.canonical ? 'also-by' : 'in-conflict'
  }
}

const droppedMs = ({ hash, isHere }: DocumentVersion, dropped: ReadonlyMap<string, number>): number | null =>
  isHere ? null : (dropped.get(hash) ?? null)

const compareText = (a: DocumentVersion, b: DocumentVersion): number =>
  dotText(a.dot) < dotText(b.dot) ? -1 : 1
