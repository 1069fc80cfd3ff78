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

export type ConnectAnswer =
  | { readonly kind: 'session'; readonly session: ShareSession }
  /** The host has as many sessions as it accepts. Windows reports system error 71 (fidelity.md §1.1). */
  | { readonly kind: 'refused'; readonly code: 71; readonly detail: string }
  | { readonly kind: 'denied'; readonly detail: string }
  | { readonly kind: 'unreachable'; readonly detail: string }

/** Opens sessions on shares. A platform that cannot end a session or tell a refusal says so in `limits`. */
export interface ShareClient {
  readonly limits: { readonly canEndSession: boolean; readonly tellsRefusal: boolean }
  connect(address: ShareAddress): Promise<ConnectAnswer>
}

/**
 * One session on one share. Paths are relative to the address, with `/` between the names. Bytes that were read are not
 * written into.
 */
export interface ShareSession {
  read(path: string): Promise<ShareAnswer<Uint8Array>>
  readPart(path: string, offset: number, length: number): Promise<ShareAnswer<Uint8Array>>
  sizeBytes(path: string): Promise<ShareAnswer<number>>
  list(path: string): Promise<ShareAnswer<readonly string[]>>
  /** All or nothing: others see the old bytes or the new ones; flushed when it answers. Folders are made as needed. */
  writeWhole(path: string, bytes: Uint8Array): Promise<ShareAnswer<null>>
  /** Writes at `offset` of a file that may not exist yet: how a long transfer goes on where it broke. */
  writePart(path: string, offset: number, bytes: Uint8Array): Promise<ShareAnswer<null>>
  rename(from: string, to: string): Promise<ShareAnswer<null>>
  disconnect(): Promise<void>
}
