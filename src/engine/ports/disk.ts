/** Why a disk did not do what it was asked. `broken` is an I/O error. */
export type DiskTroubleKind = 'denied' | 'full' | 'read-only' | 'broken'

/** Thrown by a disk; the copy's door turns it into a value, so that no user meets it as a stack trace. */
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

/** A file that only grows. */
export interface AppendFile {
  readonly sizeBytes: number
  append(bytes: Uint8Array): void
  /** Returns when everything appended so far survives a power cut. */
  sync(): void
  close(): void
}

/**
 * The disk of the machine that a copy lives on. Paths are relative to its root, with `/` between the names; folders
 * are made as needed. What does not exist is null or empty, never an error. Bytes that were read are not written into by
 * whoever reads them, and stay as they were read whatever is written to the disk later.
 */
export interface Disk {
  kindOf(path: string): EntryKind | null
  sizeBytes(path: string): number | null
  read(path: string): Uint8Array | null
  /** At most `length` bytes from `offset`; fewer at the end of the file. */
  readPart(path: string, offset: number, length: number): Uint8Array | null
  /** The names in a folder, sorted by code unit. */
  list(path: string): readonly string[]
  makeFolder(path: string): void
  /** All or nothing, and durable when it returns: temporary file, flush, rename, flush of the folder. */
  writeWhole(path: string, bytes: Uint8Array): void
  openAppend(path: string): AppendFile
  truncate(path: string, sizeBytes: number): void
  rename(from: string, to: string): void
  /** Harmless where nothing is there. */
  remove(path: string): void
}
