/** Where a shared folder is: a path, a UNC path, or a name in a simulated world. */
export type ShareAddress = string

/** What became of one request on a share. */
export type ShareAnswer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'absent' }
  /** The session is gone; whether the request was carried out is not known. */
  | { readonly kind: 'lost'; readonly detail: string }
  | { readonly kind: 'denied'; readonly detail: string }
  | { readonly kind: 'full'; readonly detail: string }

export type ConnectAnswer<Session extends ShareSession = ShareSession> =
  | { readonly kind: 'session'; readonly session: Session }
  /**
   * The host has as many sessions as it accepts, and queues nobody. `code` is the Windows system error it amounts to: 71 where a
   * Windows workstation refuses (docs/fidelity.md §1.1), another where another kind of host does.
   */
  | { readonly kind: 'refused'; readonly code: number; readonly detail: string }
  | { readonly kind: 'denied'; readonly detail: string }
  | { readonly kind: 'unreachable'; readonly detail: string }

/** Opens sessions on shares. A platform that cannot end a session or tell a refusal says so in `limits`. */
export interface ShareClient<Session extends ShareSession = ShareSession> {
  readonly limits: { readonly canEndSession: boolean; readonly reportsRefusal: boolean }
  connect(address: ShareAddress): Promise<ConnectAnswer<Session>>
}

/**
 * One session on one share. Paths are relative to the address, with `/` between the names. Bytes that were read are not
 * written into.
 */
export interface ShareSession {
  read(path: string): Promise<ShareAnswer<Uint8Array>>
  /** Whoever reads much gives `into`, which may be filled instead of new memory: what is answered is good until it is given again. */
  readPart(path: string, offset: number, length: number, into?: Uint8Array): Promise<ShareAnswer<Uint8Array>>
  sizeBytes(path: string): Promise<ShareAnswer<number>>
  list(path: string): Promise<ShareAnswer<readonly string[]>>
  /** All or nothing: others see the old bytes or the new ones; flushed when it answers. Folders are made as needed. */
  writeWhole(path: string, bytes: Uint8Array): Promise<ShareAnswer<null>>
  /**
   * Writes at `offset` of a file that may not exist yet: how a long transfer goes on where it broke. Absent, and nothing is
   * written, where the file ends before that: somebody took its beginning away, and a hole must not stand for it.
   */
  writePart(path: string, offset: number, bytes: Uint8Array): Promise<ShareAnswer<null>>
  rename(from: string, to: string): Promise<ShareAnswer<null>>
  /** Takes a file away; absent where none is there. */
  remove(path: string): Promise<ShareAnswer<null>>
  disconnect(): Promise<void>
}

/** A session on a host that many visit: what is decided there between them is decided by it alone, and by its clock. */
export interface ArbiterSession extends ShareSession {
  /**
   * Makes a file that must not be there yet: of many who try at one moment, one is told `made` and all others `exists`.
   * Flushed when it answers. Who looks meanwhile, or after the maker was cut off, may find it empty.
   */
  createExclusive(path: string, bytes: Uint8Array): Promise<ShareAnswer<'made' | 'exists'>>
  /** When the file was written last, in milliseconds since 1970 by the share's own clock, whatever this machine's says. */
  modifiedMs(path: string): Promise<ShareAnswer<number>>
}
