import type { DocumentView, FoldedFile, OutsideSave, WorkingFolder } from '../document/index.ts'
import { type Dot, dotText } from '../identifier/index.ts'
import { seenToken, type SeenToken } from '../merge/index.ts'
import { type Disk, DiskTrouble } from '../ports/index.ts'
import { type ByteSource, sourceOfFile } from '../storage/contents/index.ts'
import type { CopyIdentity } from '../storage/folder/index.ts'
import type { SaveOutcome } from './outcomes.ts'
import type { VersionDesk } from './version-desk.ts'

/** How what lies in the working folder becomes versions: a save of a document, or a document that is new. */
export interface TakingOn {
  readonly save: (documentId: string, source: ByteSource, seen: SeenToken) => Promise<SaveOutcome>
  readonly create: (name: string, source: ByteSource) => Promise<SaveOutcome>
}

export interface OutsideParts {
  readonly disk: Disk
  readonly identity: () => CopyIdentity
  readonly file: () => FoldedFile
  readonly working: WorkingFolder
  readonly versions: VersionDesk
}

/** Takes on what people did in the working folder with programs of their own: saved over documents, or put new ones there. */
export class OutsideDesk {
  readonly #parts: OutsideParts

  constructor(parts: OutsideParts) {
    this.#parts = parts
  }

  /** Each save counts against the version it was opened from. Trouble with the disk is one of the outcomes. */
  async takeOn(taking: TakingOn): Promise<readonly SaveOutcome[]> {
    const { working } = this.#parts
    const outcomes: SaveOutcome[] = []
    const keep = async (take: () => Promise<SaveOutcome | null>): Promise<void> => {
      const outcome = await takenUnlessTrouble(take)
      if (outcome) outcomes.push(outcome)
    }
    for (const documentId of working.laidDocuments()) await keep(() => this.#takeSave(documentId, taking))
    let names: readonly string[] = []
    await keep(async () => {
      names = working.strangers().names
      return null
    })
    for (const name of names) await keep(() => this.#takeNew(name, taking))
    return outcomes
  }

  async #takeSave(documentId: string, { save }: TakingOn): Promise<SaveOutcome | null> {
    const { working, disk } = this.#parts
    const outside = working.outsideSave(documentId)
    if (!outside || this.#isTakenOn(outside)) return null
    const { name, base } = outside
    const source = sourceOfFile(disk, name)
    if (!source) return { kind: 'not-taken', detail: `${name} was removed while it was looked at` }
    return this.#noted(await save(documentId, source, seenToken(base)), name)
  }

  async #takeNew(name: string, { create }: TakingOn): Promise<SaveOutcome | null> {
    const { disk, file } = this.#parts
    const view = file()
      .documents.all()
      .find((document) => document.name === name)
    if (view && this.#isKnownFile(view)) return null
    const source = sourceOfFile(disk, name)
    return source && this.#noted(await create(name, source), name)
  }

  // The save is acknowledged, whatever becomes of the note: where it is lost, the versions tell as much.
  #noted(outcome: SaveOutcome, name: string): SaveOutcome {
    if (outcome.kind !== 'acknowledged') return outcome
    const { documentId, dot, content } = outcome
    try {
      this.#parts.working.tookOn(documentId, { name, hash: content.hash, dots: [dot] })
    } catch (trouble) {
      if (!(trouble instanceof DiskTrouble)) throw trouble
    }
    return outcome
  }

  // As a crash leaves it that came between laying a version, or taking one on, and noting that: nobody saved anything.
  #isTakenOn({ documentId, name, hash, base }: OutsideSave): boolean {
    const { file, working } = this.#parts
    const view = file().documents.find(documentId)
    const dots = view?.hash === hash ? view.versionDots : this.#ownSave(documentId, hash, base)
    if (dots) working.tookOn(documentId, { name, hash, dots })
    return dots !== null
  }

  // The same for a file that belongs to a document of which nothing was noted yet.
  #isKnownFile({ documentId, name, hash: shown, versionDots }: DocumentView): boolean {
    const { working } = this.#parts
    if (working.holds(documentId)) return false
    const hash = working.hashOf(name)
    if (hash === null) return false
    const dots = hash === shown ? versionDots : this.#ownSave(documentId, hash, [])
    if (dots) working.tookOn(documentId, { name, hash, dots })
    return dots !== null
  }

  /** The version that this copy made of these bytes in the place of just those versions; null where it made none. */
  #ownSave(documentId: string, hash: string, base: readonly Dot[]): readonly Dot[] | null {
    const { versions, identity } = this.#parts
    const made = versions
      .madeBy(identity().line, documentId, hash)
      .find(({ replaces }) => sameDots(replaces, base))
    return made ? [made.dot] : null
  }
}

const sameDots = (a: readonly Dot[], b: readonly Dot[]): boolean =>
  a.map(dotText).sort().join() === b.map(dotText).sort().join()

const takenUnlessTrouble = async (take: () => Promise<SaveOutcome | null>): Promise<SaveOutcome | null> => {
  try {
    return await take()
  } catch (trouble) {
    if (trouble instanceof DiskTrouble) return { kind: 'disk-trouble', trouble }
    throw trouble
  }
}
