/** Keeps people from saving over a file, where the platform has a way to say so. It protects nothing from whoever insists. */
export interface FileGuard {
  /**
   * Makes a file in the copy's folder one that programs open for reading only, or one that they may save again. Harmless
   * where no plain file is there; throws DiskTrouble where the platform refuses.
   */
  setReadOnly(path: string, isReadOnly: boolean): void
}
