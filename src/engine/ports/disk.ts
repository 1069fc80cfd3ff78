/** Why a disk refused. `broken` is an I/O error. */
export type DiskTroubleKind = 'denied' | 'full' | 'read-only' | 'broken'

/** Thrown by disks. The copy's entry point turns it into a value, so no user sees a stack trace. */
export class DiskTrouble extends Error {
  override readonly name = 'DiskTrouble'
  readonly kind: DiskTroubleKind
  readonly path: string

  constructor(kind: DiskTroubleKind, path: string, detail: string) {
    super(detail)
    this.kind = kind
    this.path = path
  }
}

export type EntryKind = 'file' | 'folder' | 'link' | 'other'

export interface AppendFile {
  readonly sizeBytes: number
  /**
   * Not yet durable. Until the next {@link sync}, a power cut may leave all, none or part of it, with zeros for missing
   * sectors.
   */
  append(bytes: Uint8Array): void
  /**
   * Returns once everything appended so far survives a power cut. If it throws, treat all appends since the last sync
   * as lost, even if the file shows them. Append them again; a second sync does not help.
   */
  sync(): void
  close(): void
}

/**
 * The disk of the machine that a copy lives on. Paths are relative to its root, with `/` between names. Folders are
 * made as needed. A missing path is null or empty, never an error. Callers never write into bytes they have read, and
 * later writes to the disk leave those bytes unchanged.
 *
 * Changes are durable on return, except {@link AppendFile.append}: the file is flushed, then every folder whose entries
 * changed. A power cut during a change leaves all or nothing of it. A rename between folders may leave the file under
 * both names. A change that throws may still have been carried out.
 */
export interface Disk {
  kindOf(path: string): EntryKind | null
  sizeBytes(path: string): number | null
  read(path: string): Uint8Array | null
  /** Returns at most `length` bytes from `offset`, fewer at the end of the file. */
  readPart(path: string, offset: number, length: number): Uint8Array | null
  /** Sorted by code unit. */
  list(path: string): readonly string[]
  /** Makes the folders above it as well. */
  makeFolder(path: string): void
  /** Atomic, and durable on return: temporary file, flush, rename, flush of the folder. */
  writeWhole(path: string, bytes: Uint8Array): void
  /** Creates an empty file if missing. */
  openAppend(path: string): AppendFile
  truncate(path: string, sizeBytes: number): void
  /** Moves a file, replacing any file at `to`. Does not flush pending appends. */
  rename(from: string, to: string): void
  /** Does nothing if the path is missing. */
  remove(path: string): void
}
