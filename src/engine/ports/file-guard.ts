/** Discourages people from saving over a file, on platforms that support it. Gives no protection against intent. */
export interface FileGuard {
  /**
   * Makes programs open a file of the copy's folder for reading only, or lets them save it again. Does nothing unless a
   * plain file is there. Throws DiskTrouble if the platform refuses.
   */
  setReadOnly(path: string, isReadOnly: boolean): void
}
