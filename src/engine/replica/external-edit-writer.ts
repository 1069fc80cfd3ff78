import type { DocumentView, FoldedFile, ExternalEdit, WorkingFolder } from '../document/index.ts'
import { type Dot, dotText } from '../identifier/index.ts'
import { seenToken, type SeenToken } from '../merge/index.ts'
import { awaitOrDiskRefusal, type Disk, orDiskTrouble } from '../ports/index.ts'
import { type ByteSource, sourceOfFile } from '../storage/contents/index.ts'
import type { CopyIdentity } from '../storage/folder/index.ts'
import type { SaveOutcome } from './outcomes.ts'
import type { VersionWriter } from './version-writer.ts'

export interface SaveActions {
  readonly save: (documentId: string, source: ByteSource, seen: SeenToken) => Promise<SaveOutcome>
  readonly create: (name: string, source: ByteSource) => Promise<SaveOutcome>
}

export interface ExternalEditParts {
  readonly disk: Disk
  readonly identity: () => CopyIdentity
  readonly file: () => FoldedFile
  readonly working: WorkingFolder
  readonly versions: VersionWriter
}

export class ExternalEditWriter {
  readonly #parts: ExternalEditParts

  constructor(parts: ExternalEditParts) {
    this.#parts = parts
  }

  /** Returns disk trouble as an outcome. */
  async saveAll(actions: SaveActions): Promise<readonly SaveOutcome[]> {
    const { working } = this.#parts
    const outcomes: SaveOutcome[] = []
    const keep = async (take: () => Promise<SaveOutcome | null>): Promise<void> => {
      const outcome = await awaitOrDiskRefusal(take)
      if (outcome) outcomes.push(outcome)
    }
    for (const documentId of working.checkedOutDocuments())
      await keep(() => this.#saveEdit(documentId, actions))
    let names: readonly string[] = []
    await keep(async () => {
      names = working.untrackedFiles().names
      return null
    })
    for (const name of names) await keep(() => this.#createNew(name, actions))
    return outcomes
  }

  async #saveEdit(documentId: string, { save }: SaveActions): Promise<SaveOutcome | null> {
    const { working, disk } = this.#parts
    const edit = working.externalEdit(documentId)
    if (!edit || this.#isSaved(edit)) return null
    const { name, base } = edit
    const source = sourceOfFile(disk, name)
    if (!source) return { kind: 'not-taken', detail: `${name} was removed while it was looked at` }
    return this.#noted(await save(documentId, source, seenToken(base)), name)
  }

  async #createNew(name: string, { create }: SaveActions): Promise<SaveOutcome | null> {
    const { disk, file } = this.#parts
    const view = file()
      .documents.all()
      .find((document) => document.name === name)
    if (view && this.#isKnownFile(view)) return null
    const source = sourceOfFile(disk, name)
    return source && this.#noted(await create(name, source), name)
  }

  // The save is acknowledged even if its note is lost: the versions carry the same facts.
  #noted(outcome: SaveOutcome, name: string): SaveOutcome {
    if (outcome.kind !== 'acknowledged') return outcome
    const { documentId, dot, content } = outcome
    const saved = { name, hash: content.hash, dots: [dot] }
    orDiskTrouble(() => this.#parts.working.noteSaved(documentId, saved))
    return outcome
  }

  // A crash between a checkout or a save and its note leaves a file that looks edited. Nobody edited it.
  #isSaved({ documentId, name, hash, base }: ExternalEdit): boolean {
    const { file, working } = this.#parts
    const view = file().documents.find(documentId)
    const dots = view?.hash === hash ? view.versionDots : this.#ownSave(documentId, hash, base)
    if (dots) working.noteSaved(documentId, { name, hash, dots })
    return dots !== null
  }

  // The same for a file whose document has no note yet.
  #isKnownFile({ documentId, name, hash: shown, versionDots }: DocumentView): boolean {
    const { working } = this.#parts
    if (working.holds(documentId)) return false
    const hash = working.hashOf(name)
    if (hash === null) return false
    const dots = hash === shown ? versionDots : this.#ownSave(documentId, hash, [])
    if (dots) working.noteSaved(documentId, { name, hash, dots })
    return dots !== null
  }

  /** Returns this copy's own version with these bytes that replaced exactly `base`, or null. */
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
