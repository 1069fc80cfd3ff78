/** Who holds a lock, for the message to whoever finds it taken. */
export interface LockHolder {
  readonly processId: number
  /** What it is doing, as a person would say it. */
  readonly purpose: string
}

export type LockAnswer =
  | { readonly kind: 'held'; readonly release: () => void }
  /** `by` is null where the holder has not said who it is. */
  | { readonly kind: 'taken'; readonly by: LockHolder | null }

/** Lets one process at a time work in a copy's folder. A lock dies with the process that holds it. */
export interface ProcessLock {
  /** Never waits. Throws DiskTrouble where the disk does not allow it. */
  take(purpose: string): LockAnswer
}
