/** Fields of one record, by name. All values are texts: what a user typed. */
export type Values = Readonly<Record<string, string>>

/** One person's copy, in one engine. */
export interface Replica {
  /** One step of one person: all of it, or nothing. */
  write(record: string, values: Values): void | Promise<void>
  /** Many records before anything is measured, for an engine whose steps cost more the more records there are. */
  fill?(records: readonly (readonly [record: string, values: Values])[]): void
  /** What a screen shows; null where there is nothing. */
  read(record: string, field: string): string | null | Promise<string | null>
  /** The values between which a user is told to choose; none where the engine says of no conflict. */
  conflicting(record: string, field: string): readonly string[] | Promise<readonly string[]>
}

/** What a copy comes to when it is put away. */
export interface Stored<R> {
  readonly bytes: number
  /** Null where the engine's memory forgets: there is nothing to open. */
  readonly open: (() => R | Promise<R>) | null
}

/** An engine under measurement. What crosses between two copies is counted in bytes of messages, both ways. */
export interface Peer<R extends Replica = Replica> {
  /** What is measured, with its version, and how its bytes are counted. */
  readonly about: string
  first(): R | Promise<R>
  /** An empty copy is made, and brought everything that `other` has. */
  join(other: R): Promise<{ readonly replica: R; readonly bytes: number }>
  /** Afterwards both have the same; each asks what the other lacks. */
  level(a: R, b: R): Promise<number>
  /** What `from` wrote last goes to `to`, which was level before and asks for nothing. */
  push(from: R, to: R): Promise<number>
  stored(replica: R): Promise<Stored<R>>
  /** The same for an engine that writes more when a copy is closed, so that it is opened sooner. */
  closed?(replica: R): Promise<Stored<R>>
}

/** A package of `bench/package.json`; typed by hand, since the house compiles without them. */
export const loadPeer = async <T>(name: string): Promise<T> => (await import(name)) as T
