import {
  type Behaviour,
  type BinnedDocument,
  type FoldedFile,
  guardFiles,
  recycleBin,
  type SpentContent,
  spentVersions,
  WorkingFolder,
} from '../document/index.ts'
import { type Disk, DiskTrouble, orDiskTrouble } from '../ports/index.ts'
import type { ByteSource } from '../storage/contents/index.ts'
import { parseRetentionNotes, paths } from '../storage/folder/index.ts'
import { Behaviours } from './behaviours.ts'
import { CarriedContents } from './carried-contents.ts'
import type { CopyPorts } from './copy-ports.ts'
import { DocumentWriter } from './document-writer.ts'
import type { UserAction } from './log-writer.ts'
import type { OthersLeases } from './others-leases.ts'
import type { SaveOutcome } from './outcomes.ts'
import type { RegisterWriter, WriteContext } from './register-writer.ts'
import { VersionWriter } from './version-writer.ts'

export interface DocumentLibraryParts extends WriteContext {
  /** Replaced at each rebuild: never keep it. */
  readonly file: () => FoldedFile
}

/** A copy's documents: versions and local bytes. Its state survives a rebuild of the folded file. */
export class DocumentLibrary {
  readonly versions: VersionWriter
  readonly behaviours: Behaviours
  readonly working: DocumentWriter
  readonly carried: CarriedContents
  readonly #ports: CopyPorts
  readonly #parts: DocumentLibraryParts
  readonly #registerWriter: RegisterWriter

  constructor(ports: CopyPorts, parts: DocumentLibraryParts, registerWriter: RegisterWriter) {
    const { disk, digest } = ports
    this.#ports = ports
    const { file, contents, identity, log } = parts
    this.#parts = parts
    this.#registerWriter = registerWriter
    this.versions = new VersionWriter({ ...parts, registerWriter, dropped: () => droppedFrom(disk) })
    this.behaviours = new Behaviours(disk, file, identity)
    const working = new WorkingFolder(disk, digest, contents)
    const { versions, behaviours } = this
    this.working = new DocumentWriter({ disk, identity, file, working, contents, behaviours, versions })
    const arrived = (): void => this.working.recheck()
    this.carried = new CarriedContents({ contents, logs: log.histories, file, behaviours, arrived })
  }

  setBehaviour(behaviour: Behaviour): void {
    this.behaviours.setOfCopy(behaviour)
    this.working.recheck()
  }

  /** Creates a document from bytes that need not fit into memory. */
  create(name: string, source: ByteSource, action: UserAction): Promise<SaveOutcome> {
    return this.#registerWriter.createDocument(name, source, action)
  }

  saveExternalEdits(action: UserAction): Promise<readonly SaveOutcome[]> {
    return this.working.saveExternalEdits({
      save: (documentId, source, seen) => this.#registerWriter.saveDocument(documentId, source, seen, action),
      create: (name, source) => this.#registerWriter.createDocument(name, source, action),
    })
  }

  /** Bytes that nobody needs any more, by local knowledge. A retention policy may drop them. */
  spentVersions(): readonly SpentContent[] {
    return spentVersions(this.#parts.file())
  }

  /** Makes documents read-only that others have reserved, if the platform can. Throws DiskTrouble. */
  guardReserved(leases: Pick<OthersLeases, 'ofDocument'>): void {
    const { disk, guard } = this.#ports
    if (!guard) return
    const reserved = this.#parts
      .file()
      .documents.all()
      .filter(({ documentId }) => leases.ofDocument(documentId) !== null && this.working.holds(documentId))
    guardFiles(
      disk,
      guard,
      reserved.map(({ name }) => name),
    )
  }

  recycleBin(): readonly BinnedDocument[] {
    return recycleBin(this.#parts.state())
  }
}

// If the disk cannot be read, lists nothing as dropped.
const droppedFrom = (disk: Disk): ReadonlyMap<string, number> => {
  const notes = orDiskTrouble(() => parseRetentionNotes(disk.read(paths.retention)))
  return notes instanceof DiskTrouble ? new Map() : new Map([...notes.aside, ...notes.dropped])
}
