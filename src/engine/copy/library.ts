import { type Behaviour, behaviourField } from '../document/behaviour.ts'
import { DocumentList } from '../document/document-list.ts'
import { contentField, documentTable } from '../document/document-view.ts'
import { type LiveContent, LiveContents } from '../document/live-contents.ts'
import { type BinnedDocument, recycleBin } from '../document/recycle-bin.ts'
import { WorkingFolder } from '../document/working-folder.ts'
import type { LineId } from '../event/line.ts'
import { folderTable } from '../fold/folder-tree.ts'
import type { Register, Written } from '../fold/register.ts'
import { Behaviours } from './behaviours.ts'
import type { CopyPorts } from './copy-ports.ts'
import type { Desk, DeskParts } from './desk.ts'
import { DocumentDesk } from './document-desk.ts'
import type { Deed } from './line-writer.ts'
import type { SaveOutcome } from './outcomes.ts'
import { VersionDesk } from './version-desk.ts'

/** A copy's documents: what they are called, which versions they have, and which bytes are here, wanted and laid. */
export class Library {
  readonly list: DocumentList
  readonly versions: VersionDesk
  readonly behaviours: Behaviours
  readonly working: DocumentDesk
  readonly #parts: DeskParts
  readonly #desk: Desk
  readonly #live = new LiveContents()

  constructor({ disk, digest }: CopyPorts, parts: DeskParts, desk: Desk) {
    const { state, contents, identity } = parts
    this.#parts = parts
    this.#desk = desk
    this.list = new DocumentList(state)
    this.versions = new VersionDesk({ ...parts, desk })
    this.behaviours = new Behaviours(disk, state, identity)
    this.working = new DocumentDesk({
      disk,
      documents: this.list,
      working: new WorkingFolder(disk, digest, contents),
      contents,
      behaviours: this.behaviours,
      lost: (document) => this.#live.lost(document),
    })
  }

  /** To be told of every write, after it was applied. */
  written(register: Register, written: Written, gone: readonly Written[]): void {
    this.#live.written(register, written, gone, (content) => this.#parts.contents.has(content))
    this.reranked(register)
    if (register.table !== documentTable) return
    if (register.field === contentField) this.versions.written(register.key, written.dot)
    if (register.field === behaviourField) {
      this.behaviours.written(register.key)
      this.working.stir()
    }
  }

  /** To be told also where what is shown of a register changed without a write to it. */
  reranked({ table, key }: Register): void {
    if (table === documentTable) this.working.changed(key)
    else if (table === folderTable) this.working.foldersChanged()
  }

  /** What this copy does with documents that say nothing themselves. Throws DiskTrouble. */
  setBehaviour(behaviour: Behaviour): void {
    this.behaviours.setOfCopy(behaviour)
    this.working.stir()
  }

  /** Bytes that are needed and not here, so far as this copy takes them. */
  wanted(): readonly LiveContent[] {
    return this.behaviours.wanted([...this.#live.wanted()])
  }

  /** How many versions' bytes are needed and not here: this copy could not hand them on if somebody asked. */
  get lackingCount(): number {
    return this.#live.wantedCount
  }

  arrived(hash: string): void {
    this.#live.arrived(hash)
    this.behaviours.arrived(hash)
    this.working.stir()
  }

  /** The bytes behind a line's events that are still needed, and here, and may leave. */
  liveContentsOf(line: LineId, fromSeq: number, toSeq: number): readonly LiveContent[] {
    return this.#live
      .broughtBy(line, fromSeq, toSeq)
      .filter((content) => this.behaviours.travels(content.documentId) && this.#parts.contents.has(content))
  }

  /** Takes on what people saved or put into the working folder, each save against the version it was opened from. */
  takeOutsideSaves(deed: Deed): Promise<readonly SaveOutcome[]> {
    return this.working.takeOutsideSaves({
      save: (documentId, source, seen) => this.#desk.saveDocument(documentId, source, seen, deed),
      create: (name, source) => this.#desk.createDocument(name, source, deed),
    })
  }

  /** What somebody deleted. To delete and to restore is a deed on the document's record. */
  recycleBin(): readonly BinnedDocument[] {
    return recycleBin(this.#parts.state)
  }
}
