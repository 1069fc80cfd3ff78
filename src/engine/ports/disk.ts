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
  /** Until the next {@link sync}, a power cut may leave all, none or a part of it, with zeros where sectors are missing. */
  append(bytes: Uint8Array): void
  /**
   * Returns when everything appended so far survives a power cut. Where it throws, what was appended since the last one
   * is lost as far as anybody knows, whatever is read back: it is to be appended anew, not flushed once more.
   */
  sync(): void
  close(): void
}

/**
 * The disk of the machine that a copy lives on. Paths are relative to its root, with `/` between the names; folders
 * are made as needed. What does not exist is null or empty, never an error. Bytes that were read are not written into by
 * whoever reads them, and stay as they were read whatever is written to the disk later.
 *
 * What a change has done survives a power cut from the moment it returns, {@link AppendFile.append} alone excepted: the
 * file is flushed, and then every folder in which a name came, went or changed. A power cut before that leaves all of the
 * change or nothing of it, but for a rename from one folder to another, which may leave the file under both names. Where
 * a change throws, it may have been carried out all the same.
 */
export interface Disk {
  kindOf(path: string): EntryKind | null
  sizeBytes(path: string): number | null
  read(path: string): Uint8Array | null
  /** At most `length` bytes from `offset`; fewer at the end of the file. */
  readPart(path: string, offset: number, length: number): Uint8Array | null
  /** The names in a folder, sorted by code unit. */
  list(path: string): readonly string[]
  /** With all folders above it. */
  makeFolder(path: string): void
  /** All or nothing, and durable when it returns: temporary file, flush, rename, flush of the folder. */
  writeWhole(path: string, bytes: Uint8Array): void
  /** Makes an empty file where there is none. */
  openAppend(path: string): AppendFile
  truncate(path: string, sizeBytes: number): void
  /** Moves a file, over one that may be there. What was appended to it and not flushed is not flushed by this. */
  rename(from: string, to: string): void
  /** Harmless where nothing is there. */
  remove(path: string): void
}
