import { DocumentList } from '../document/document-list.ts'
import { documentTable } from '../document/document-view.ts'
import { LiveContents } from '../document/live-contents.ts'
import type { WorkingFolder } from '../document/working-folder.ts'
import type { Event } from '../event/event.ts'
import type { Dot } from '../event/line.ts'
import { FileState } from '../fold/file-state.ts'
import type { Contents } from '../folder/contents.ts'
import type { Digest } from '../ports/digest.ts'
import { DocumentDesk } from './document-desk.ts'

/** All that is made of a copy's events, and of nothing else: made again from the first one, it is the same. */
export class CopyFold {
  readonly state = new FileState()
  readonly documents: DocumentList
  readonly documentDesk: DocumentDesk
  readonly live = new LiveContents()
  readonly #contents: Contents

  constructor(contents: Contents, working: WorkingFolder, digest: Digest) {
    this.#contents = contents
    this.documents = new DocumentList(this.state)
    this.documentDesk = new DocumentDesk(this.documents, working, digest)
  }

  apply(dot: Dot, event: Event): void {
    this.state.apply(dot, event, (register, written, gone) => {
      this.live.written(register, written, gone, (hash) => this.#contents.has(hash))
      if (register.table === documentTable) this.documentDesk.changed(register.key)
    })
  }
}
