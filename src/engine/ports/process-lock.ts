/** For the message to the process that finds the lock taken. */
export interface LockHolder {
  readonly processId: number
  /** The holder's activity, in a person's words. */
  readonly purpose: string
}

export type LockAnswer =
  | { readonly kind: 'held'; readonly release: () => void }
  /** `by` is null if the holder has not said who it is. */
  | { readonly kind: 'taken'; readonly by: LockHolder | null }

/** Lets one process at a time work in a copy's folder. A lock dies with its process. */
export interface ProcessLock {
  /** Never waits. Throws DiskTrouble if the disk refuses. */
  take(purpose: string): LockAnswer
}
