import { DocumentList } from '../document/document-list.ts'
import { documentTable } from '../document/document-view.ts'
import { contentsIn, LiveContents } from '../document/live-contents.ts'
import { WorkingFolder } from '../document/working-folder.ts'
import type { Event } from '../event/event.ts'
import type { Dot } from '../event/line.ts'
import { FileState } from '../fold/file-state.ts'
import { folderTable } from '../fold/folder-tree.ts'
import type { Register } from '../fold/register.ts'
import type { Contents } from '../folder/contents.ts'
import type { Digest } from '../ports/digest.ts'
import type { Disk } from '../ports/disk.ts'
import type { Rescued } from './causal-log.ts'
import { DocumentDesk } from './document-desk.ts'

/** The state and what is kept up to date beside it. Begun anew where an abandonment takes away what was folded. */
export class FoldedFile {
  readonly state = new FileState()
  readonly documents = new DocumentList(this.state)
  readonly live = new LiveContents()
  readonly documentDesk: DocumentDesk
  readonly #contents: Contents

  constructor(contents: Contents, { disk, digest }: { readonly disk: Disk; readonly digest: Digest }) {
    this.#contents = contents
    const working = new WorkingFolder(disk, digest, contents)
    this.documentDesk = new DocumentDesk(this.documents, working, digest)
    this.state.onRerank((register) => this.#wroteDocuments(register))
  }

  apply(dot: Dot, event: Event): void {
    this.state.apply(dot, event, (register, written, gone) => {
      // Half an event must never be applied: what the disk cannot say now is asked again before it is fetched.
      this.live.written(register, written, gone, (hash) => this.#contents.isSurelyHere(hash))
      this.#wroteDocuments(register)
    })
  }

  /** The bytes behind what lies in rescue are needed, too. */
  rescued(rescued: readonly Rescued[]): void {
    const isHere = (hash: string): boolean => this.#contents.isSurelyHere(hash)
    for (const { dot, event } of rescued)
      for (const content of contentsIn(event)) this.live.rescued(dot, content, isHere)
  }

  #wroteDocuments({ table, key }: Register): void {
    if (table === documentTable) this.documentDesk.changed(key)
    else if (table === folderTable) this.documentDesk.foldersChanged()
  }
}
