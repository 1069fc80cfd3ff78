/** A path, a UNC path, or a name in a simulated world. */
export type ShareAddress = string

export type ShareAnswer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'absent' }
  /** The session is gone. The request may or may not have been carried out. */
  | { readonly kind: 'lost'; readonly detail: string }
  | { readonly kind: 'denied'; readonly detail: string }
  | { readonly kind: 'full'; readonly detail: string }

export type ConnectAnswer<Session extends ShareSession = ShareSession> =
  | { readonly kind: 'session'; readonly session: Session }
  /**
   * The host has as many sessions as it accepts, and queues nobody. The equivalent Windows system error is `code`: 71
   * from a Windows workstation (docs/fidelity.md §1.1). Other kinds of host give other codes.
   */
  | { readonly kind: 'refused'; readonly code: number; readonly detail: string }
  | { readonly kind: 'denied'; readonly detail: string }
  | { readonly kind: 'unreachable'; readonly detail: string }

/** Opens sessions on shares. `limits` says whether the platform can end a session and report a refusal. */
export interface ShareClient<Session extends ShareSession = ShareSession> {
  readonly limits: { readonly canEndSession: boolean; readonly reportsRefusal: boolean }
  connect(address: ShareAddress): Promise<ConnectAnswer<Session>>
}

/**
 * One session on one share. Paths are relative to the address, with `/` between names. Callers never write into bytes
 * they have read.
 */
export interface ShareSession {
  read(path: string): Promise<ShareAnswer<Uint8Array>>
  /**
   * Frequent readers pass `into`, which may be filled to avoid an allocation. The answer is then valid until `into` is
   * passed again.
   */
  readPart(path: string, offset: number, length: number, into?: Uint8Array): Promise<ShareAnswer<Uint8Array>>
  sizeBytes(path: string): Promise<ShareAnswer<number>>
  list(path: string): Promise<ShareAnswer<readonly string[]>>
  /** Atomic: others see the old bytes or the new ones. Flushed when it answers. Makes folders as needed. */
  writeWhole(path: string, bytes: Uint8Array): Promise<ShareAnswer<null>>
  /**
   * Writes at `offset` of a file that need not exist yet, so a long transfer resumes where it broke. Answers absent and
   * writes nothing if the file ends before `offset`. Somebody removed its beginning then, and a hole must not stand for
   * it.
   */
  writePart(path: string, offset: number, bytes: Uint8Array): Promise<ShareAnswer<null>>
  rename(from: string, to: string): Promise<ShareAnswer<null>>
  /** Removes a file. Answers absent if it is missing. */
  remove(path: string): Promise<ShareAnswer<null>>
  disconnect(): Promise<void>
}

/** A session on a host that many copies visit. The host alone, by its own clock, decides between them. */
export interface ArbiterSession extends ShareSession {
  /**
   * Creates a file that must not exist yet. Of many simultaneous callers one gets `made`, all others `exists`. Flushed
   * when it answers. Readers may find the file empty meanwhile, or after its maker was cut off.
   */
  createExclusive(path: string, bytes: Uint8Array): Promise<ShareAnswer<'made' | 'exists'>>
  /** When the file was last written: milliseconds since 1970 by the share's clock, not this machine's. */
  modifiedMs(path: string): Promise<ShareAnswer<number>>
}
